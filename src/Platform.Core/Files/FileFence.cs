using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Platform.Files;

/// <summary>A folder that a file has to lie in, wherever symbolic links lead.</summary>
internal sealed class FileFence
{
    private readonly Lazy<Place?> _place;
    private readonly bool _isOneFile;

    /// <param name="folder">Absolute path of the folder, which may itself be reached by links.</param>
    public FileFence(string folder)
        : this(folder, isOneFile: false)
    {
    }

    private FileFence(string path, bool isOneFile)
    {
        Folder = isOneFile ? Path.GetDirectoryName(path) ?? path : path;
        _isOneFile = isOneFile;
        _place = new Lazy<Place?>(() => Place.Of(RealPath.Of(Folder), isOneFile ? Path.GetFileName(path) : ""));
    }

    public string Folder { get; }

    /// <summary>Lets one file in, and nothing that a link of its name leads to.</summary>
    public static FileFence AroundFile(string path) => new(path, isOneFile: true);

    /// <summary>Whether an open file lies within. The file is asked, so that nobody can swap a link meanwhile; where it cannot be, its path is.</summary>
    public bool Holds(SafeFileHandle file, string path)
    {
        Span<byte> real = stackalloc byte[4096]; // PATH_MAX
        var length = UnixFile.PathOf(file, real);
        return length > 0
            ? _place.Value is { } place && Holds(real[..length], place.Utf8)
            : Holds(RealPath.Of(Path.GetFullPath(path)));
    }

    /// <param name="real">A path whose links are resolved; null lies nowhere.</param>
    public bool Holds(string? real) =>
        real is not null && _place.Value is { } place &&
        (_isOneFile ? real == place.Path : real + "/" == place.Path || real.StartsWith(place.Path, StringComparison.Ordinal));

    private bool Holds(ReadOnlySpan<byte> real, ReadOnlySpan<byte> place) => _isOneFile ? real.SequenceEqual(place) : real.StartsWith(place);

    /// <summary>A real path, with a slash at the end of a folder's.</summary>
    private sealed record Place(string Path, byte[] Utf8)
    {
        public static Place? Of(string? folder, string name)
        {
            if (folder is null) return null;
            var path = folder.TrimEnd('/') + "/" + name;
            return new Place(path, Encoding.UTF8.GetBytes(path));
        }
    }
}
