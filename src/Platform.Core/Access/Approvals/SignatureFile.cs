using System.Text;
using Platform.Files;

namespace Platform.Access.Approvals;

/// <summary>A file with an armored signature, wherever a person named it.</summary>
public static class SignatureFile
{
    /// <exception cref="IOException">It cannot be read; the message has the path and the reason.</exception>
    public static string Read(string path) => Encoding.UTF8.GetString(OrdinaryFile.Read(path, SshSignature.MostBytes).OrThrow(path));
}
