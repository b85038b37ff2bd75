using System.Collections.Frozen;

namespace Platform.Policy;

/// <summary>
/// Whether a name is that of a secret, by its whole words: <c>ADMIN_PASSWORD_HASH</c> and <c>jwtKey</c> are, and <c>TOKEN_TTL</c>,
/// <c>PUBLIC_KEY</c>, <c>POSTGRES_PASSWORD_FILE</c> and <c>MAX_TOKENS</c> are not.
/// </summary>
internal static class SecretName
{
    private const string Public = "PUBLIC";

    /// <summary>Words that say by themselves that there is a secret.</summary>
    private static readonly FrozenSet<string> Secrets = Set(
        "PASSWORD PASSWORDS PASSWD PASSWDS PASSPHRASE PASSPHRASES SECRET SECRETS TOKEN TOKENS CREDENTIAL CREDENTIALS CREDS APIKEY APIKEYS AUTHKEY AUTHKEYS ACCESSKEY SECRETKEY PRIVATEKEY PRIVKEY " +
        "SIGNINGKEY ENCRYPTIONKEY MASTERKEY SSHKEY PASSKEY HTPASSWD PGPASSWORD DBPASSWORD DBPASS DBPASSWD USERPASS ROOTPASSWORD ADMINPASSWORD USERPASSWORD CLIENTSECRET APISECRET APPSECRET JWTSECRET " +
        "APITOKEN AUTHTOKEN ACCESSTOKEN REFRESHTOKEN BOTTOKEN REQUIREPASS MASTERAUTH");

    /// <summary>Words that say so only at the end of a name: <c>SMTP_PASS</c>, and not <c>PASS_THROUGH</c>.</summary>
    private static readonly FrozenSet<string> AtEnd = Set("PASS PWD PW JWT PAT PSK BEARER");

    /// <summary>Words that say which key it is, where the word behind them is KEY or KEYS: the key of a door, not of a map.</summary>
    private static readonly FrozenSet<string> Keys = Set(
        "API AUTH ACCESS SECRET PRIVATE PRIV ENCRYPTION ENCRYPT ENC DECRYPTION CRYPT CRYPTO SIGNING SIGN SIGNATURE MASTER JWT JWS SESSION COOKIE APP APPLICATION HMAC AES RSA SSH TLS SSL " +
        "DEPLOY ADMIN ROOT ACCOUNT STORAGE SERVICE WEBHOOK LICENSE LICENCE SHARED HOST CONSUMER CLIENT SALT HASH SEED VAULT UNSEAL RECOVERY BACKUP RESTIC AGE GPG PGP WIREGUARD WG " +
        "TAILSCALE TS OPENAI ANTHROPIC STRIPE AWS DJANGO RAILS FERNET DB DATABASE NEXTAUTH INTERNAL INTEGRATION BOT");

    /// <summary>Words in front that make a question or a number of it: <c>ALLOW_EMPTY_PASSWORD</c>, <c>MAX_TOKENS</c>.</summary>
    private static readonly FrozenSet<string> Before = Set(
        "ALLOW ALLOWED DISABLE DISABLED ENABLE ENABLED REQUIRE REQUIRED SKIP USE USES HAS IS NO MAX MIN NUM NUMBER TOTAL COUNT FORCE HIDE SHOW IGNORE VALIDATE VERIFY CHECK");

    /// <summary>Words at the end that say it is something about a secret: how long it lives, where it is, what it is called.</summary>
    private static readonly FrozenSet<string> Behind = Set(
        "FILE FILES FILENAME PATH PATHS DIR DIRECTORY FOLDER LOCATION TTL EXPIRY EXPIRES EXPIRE EXPIRATION EXP LIFETIME LIFESPAN AGE MAX MIN LENGTH LEN SIZE TIMEOUT DURATION INTERVAL PERIOD " +
        "SECONDS SECS MINUTES MINUTE HOURS DAYS MS URL URLS URI URIS ENDPOINT ENDPOINTS HOST HOSTNAME PORT DOMAIN NAME NAMES ID IDS KID TYPE TYPES ALGORITHM ALGORITHMS ALG ALGO ISSUER ISS AUDIENCE AUD HEADER HEADERS " +
        "PREFIX SUFFIX FORMAT POLICY POLICIES ENABLED ENABLE DISABLED DISABLE REQUIRED OPTIONAL ALLOWED COUNT LIMIT LIMITS ROUNDS COST ITERATIONS STRENGTH PROVIDER PROVIDERS BACKEND STORE STORAGE MANAGER MODE METHOD METHODS " +
        "FIELD PARAM SCOPE SCOPES CLAIM CLAIMS ROTATION VERSION USERNAME USER EMAIL RESET RENEWAL RENEW LEEWAY SKEW SALTED COMPLEXITY REGEX PATTERN HINT LABEL LOGIN POLLING STDIN HASHER HASHING ENCRYPTION PLUGIN MECHANISM VALIDATION VALIDATOR CHARSET CACHE CHECK LIST AUTH AUTHENTICATION COMMAND CMD " +
        "IN AT SECURE SAMESITE ONLY STRICT DEBUG LEVEL BUCKET THROUGH LOGOUT SIGNUP SECTION SOURCE ENGINE MOUNT DRIVER CLASS SERVICE SERVER PUBLIC KEYID BYTES BITS CURVE CIPHER REFRESHINTERVAL WINDOW BUDGET USAGE");

    public static bool IsSecret(string name)
    {
        var words = Words(name);
        // The value of NAME_FILE is a path, whatever NAME is. PWD alone is the working folder of a shell.
        if (words is ["REDISCLI", "AUTH"]) return true; // redis-cli's own. https://redis.io/docs/latest/develop/tools/cli/
        if (words.Count == 0 || Behind.Contains(words[^1]) || words.Contains(Public) || words is ["PWD"] or ["OLD", "PWD"]) return false;
        for (var i = 0; i < words.Count; i++)
        {
            var isLast = i == words.Count - 1 || (i == words.Count - 2 && words[^1] is "HASH");
            var isSecret = Secrets.Contains(words[i]) || (isLast && AtEnd.Contains(words[i])) ||
                (i > 0 && (words[i] is "KEY" or "KEYS") && Keys.Contains(words[i - 1]));
            if (isSecret && !words.Take(i).Any(Before.Contains)) return true;
        }

        return false;
    }

    /// <summary>The words of a name in capitals: parted by anything but letters and digits, where a capital follows a small letter, and digits left out.</summary>
    private static List<string> Words(string name)
    {
        List<string> words = [];
        var start = -1;
        for (var i = 0; i <= name.Length; i++)
        {
            var isLetter = i < name.Length && char.IsAsciiLetter(name[i]);
            if (start >= 0 && (!isLetter || Parts(name, i)))
            {
                words.Add(name[start..i].ToUpperInvariant());
                start = -1;
            }

            if (isLetter && start < 0) start = i;
        }

        return words;
    }

    /// <summary>Whether a word ends before a letter: <c>jwt|Key</c>, <c>API|Key</c>.</summary>
    private static bool Parts(string name, int i) =>
        char.IsAsciiLetterUpper(name[i]) && (char.IsAsciiLetterLower(name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1]) && char.IsAsciiLetterUpper(name[i - 1])));

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
