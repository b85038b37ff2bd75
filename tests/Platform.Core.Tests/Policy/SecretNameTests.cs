using Platform.Policy;

namespace Platform.Tests.Policy;

public sealed class SecretNameTests
{
    [Theory]
    [InlineData("PASSWORD"), InlineData("POSTGRES_PASSWORD"), InlineData("ADMIN_PASSWORD_HASH"), InlineData("ADMIN_JWT_SECRET"), InlineData("SMTP_PASS"), InlineData("DB_PWD"), InlineData("db.password")]
    [InlineData("JWT_KEY"), InlineData("MIROTALK_JWT_KEY"), InlineData("jwtKey"), InlineData("API_KEY"), InlineData("apiKey"), InlineData("OPENAI_API_KEY"), InlineData("APIKEY"), InlineData("N8N_ENCRYPTION_KEY")]
    [InlineData("AWS_SECRET_ACCESS_KEY"), InlineData("TS_AUTHKEY"), InlineData("TAILSCALE_AUTH_KEY"), InlineData("GITHUB_TOKEN"), InlineData("HF_TOKEN"), InlineData("clientSecret"), InlineData("SECRET_KEY_BASE"), InlineData("SECRET")]
    [InlineData("PGPASSWORD"), InlineData("PGPASSWORD_OLD"), InlineData("REDISCLI_AUTH"), InlineData("PAPERLESS_DBPASS"), InlineData("CLIENTSECRET"), InlineData("TELEGRAM_BOTTOKEN"), InlineData("ROOT_PASS_HASH"), InlineData("MYSQL_ROOT_PASSWORD_2"), InlineData("APP_KEY"), InlineData("SESSION_SECRET"), InlineData("SERVICE_JWT"), InlineData("REFRESH_TOKEN"), InlineData("basic-auth-password"), InlineData("WEBHOOK_SECRET")]
    public void A_name_with_the_word_of_a_secret_is_one(string name) => Assert.True(SecretName.IsSecret(name));

    [Theory]
    [InlineData("TOKEN_TTL"), InlineData("PUBLIC_KEY"), InlineData("POSTGRES_PASSWORD_FILE"), InlineData("JWT_PUBLIC_KEY"), InlineData("MAX_TOKENS"), InlineData("OPENAI_MAX_TOKENS"), InlineData("TOKENIZERS_PARALLELISM")]
    [InlineData("PASSWORD_MIN_LENGTH"), InlineData("PASSWORD_RESET_URL"), InlineData("SECRET_NAME"), InlineData("AWS_ACCESS_KEY_ID"), InlineData("ACCESS_TOKEN_EXPIRE_MINUTES"), InlineData("JWT_EXPIRES_IN"), InlineData("JWT_ISSUER")]
    [InlineData("ALLOW_EMPTY_PASSWORD"), InlineData("DISABLE_PASSWORD_LOGIN"), InlineData("PWD"), InlineData("OLDPWD"), InlineData("KEY"), InlineData("PRIMARY_KEY"), InlineData("CACHE_KEY_PREFIX"), InlineData("KEYBOARD"), InlineData("COMPASS")]
    [InlineData("PASSWORD_HASHER"), InlineData("password_encryption"), InlineData("PASSWORD_PLUGIN"), InlineData("password-stdin"), InlineData("AUTH"), InlineData("MONKEY"), InlineData("KEYCLOAK_URL"), InlineData("ENDPASS"), InlineData("NOTAPITOKEN")]
    [InlineData("SECRETARY"), InlineData("BYPASS"), InlineData("LOG_LEVEL"), InlineData("TOKENIZER"), InlineData("PASSAGE"), InlineData("NEXT_PUBLIC_API_KEY"), InlineData("password_file"), InlineData("tokenTtl"), InlineData(""), InlineData("_"), InlineData("2")]
    public void A_word_that_only_begins_like_one_or_says_something_about_one_is_none(string name) => Assert.False(SecretName.IsSecret(name));
}
