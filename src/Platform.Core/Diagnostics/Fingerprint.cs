using System.Security.Cryptography;
using System.Text;

namespace Platform.Diagnostics;

/// <summary>
/// Tells a finding in two runs. Line, message and values are no part of it: a line moves, and a tag that drifts further is the same drift.
/// </summary>
internal static class Fingerprint
{
    /// <summary>SHA-256 of rule or code, module and subject, in 64 lower-case hex digits.</summary>
    public static string Of(string code, string? module, string subject) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{code}\n{module}\n{subject}")));
}
