using Platform.Review;

namespace Platform.Tests.Review;

/// <summary>What looks like a secret in a manifest is not given to a reviewer; what does not is.</summary>
public sealed class MaskedLinesTests
{
    [Theory]
    [InlineData("    admin_password: hunter2", "    admin_password: …")]
    [InlineData("ADMIN_PASSWORD=hunter2 next", "ADMIN_PASSWORD=…")]
    [InlineData("# the API_KEY: abc", "# the API_KEY: …")]
    [InlineData("{ token: 'x', host: rs2000 }", "{ token: …")]
    [InlineData("\"clientSecret\": \"x\"", "\"clientSecret\": …")]
    [InlineData("url: postgres://app:hunter2@db/app", "url: postgres://…@db/app")]
    [InlineData("see ghp_0123456789abcdefghij0123456789abcdef", "see …")]
    [InlineData("key AKIAIOSFODNN7EXAMPLE here", "key … here")]
    [InlineData("why: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "why: …")]
    [InlineData("why: dGhpcyBpcyBhIHNlY3JldCB0aGF0IG5vYm9keTE5ODc=", "why: …")]
    public void What_looks_like_a_secret_is_masked(string line, string shown) => Assert.Equal([shown], MaskedLines.Of([line]));

    [Theory]
    [InlineData("id: honcho-api")]
    [InlineData("  secrets: { provider: external, refs: [HONCHO_DB_PASSWORD, MINIO_ROOT_PASSWORD] }")]
    [InlineData("    image_observed: ghcr.io/plastic-labs/honcho:3.0.6")]
    [InlineData("digest: sha256:04a5d68a16e3d4d9e46ef415a825769d270e82b6c9f8696d485fd5e486cc7301")]
    [InlineData("image_audit_ts: \"2026-05-02T00:00:00Z\"")]
    [InlineData("rs2000: { transport: ssh, destination: ops@rs2000.tailnet.example, identity_file: ~/.ssh/id_ed25519 }")]
    [InlineData("token_ttl: 30m")]
    [InlineData("location: https://github.com/plastic-labs/honcho")]
    [InlineData("acceptance_criteria: [ASecretIsNeverShownInAnyOfTheOutputs]")]
    [InlineData("")]
    public void What_does_not_is_shown(string line) => Assert.Equal([line], MaskedLines.Of([line]));

    [Fact]
    public void A_value_that_goes_on_below_its_key_is_masked_to_its_end() => Assert.Equal(
        ["a: 1", "password: …", "  …", "", "  …", "b: 2", "private_key:", "- …", "c: 3"],
        MaskedLines.Of(["a: 1", "password: |", "  hunter2", "", "  more", "b: 2", "private_key:", "- x", "c: 3"]).Select(line => line.StartsWith('…') ? "- …" : line));

    [Fact]
    public void A_key_in_PEM_is_masked_whole() => Assert.Equal(
        ["a", "  …", "  …", "  …", "b"], MaskedLines.Of(["a", "  -----BEGIN OPENSSH PRIVATE KEY-----", "  b3BlbnNzaC1rZXk", "  -----END OPENSSH PRIVATE KEY-----", "b"]));
}
