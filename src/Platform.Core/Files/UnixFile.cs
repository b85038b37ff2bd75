using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Platform.Files;

/// <summary>
/// The few calls of the system that .NET does not offer: opening without waiting, and what kind of file it is.
/// </summary>
/// <remarks>
/// The numbers are those of Linux on every architecture that .NET runs on
/// (https://github.com/torvalds/linux/blob/master/include/uapi/asm-generic/fcntl.h) and of macOS.
/// <c>O_NOFOLLOW</c> is not among them, as it differs between architectures: where a file was opened, it is asked
/// where it is.
/// </remarks>
internal static partial class UnixFile
{
    private const int ReadOnly = 0;
    private const int ReadWrite = 2;
    private const int LockAtOnce = 2 | 4; // LOCK_EX | LOCK_NB

    /// <summary><c>O_NONBLOCK | O_CLOEXEC | O_NOCTTY</c>: no waiting for a writer, no inheritance, no new terminal.</summary>
    private static readonly int Harmless = OperatingSystem.IsMacOS() ? 0x4 | 0x1000000 | 0x20000 : 0x800 | 0x80000 | 0x100;

    private static volatile bool _cannotAsk = !OperatingSystem.IsLinux();

    /// <summary>Whether files are opened by these calls. Elsewhere it is left to .NET.</summary>
    public static bool IsSupported { get; } = OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    /// <summary>The account this process acts as.</summary>
    public static uint Account => GetEffectiveUser();

    /// <summary>Opens a file, whatever it is, and never blocks.</summary>
    /// <returns>Null where it cannot be opened; <paramref name="error"/> is <c>errno</c> then.</returns>
    public static SafeFileHandle? Open(string path, bool forWriting, out int error)
    {
        var descriptor = Open(path, (forWriting ? ReadWrite : ReadOnly) | Harmless);
        error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Asks about a path, links followed, without opening it.</summary>
    /// <returns><c>errno</c>, or 0. Facts are null where this system cannot be asked.</returns>
    public static int Ask(string path, out FileFacts? facts)
    {
        const int Here = -100; // AT_FDCWD
        facts = null;
        if (_cannotAsk) return 0;
        try
        {
            return Read(Statx(Here, path, 0, StatusFile.Wanted, out var status), status, out facts);
        }
        catch (EntryPointNotFoundException) // musl before 1.2.5 has no such function
        {
            _cannotAsk = true;
            return 0;
        }
    }

    /// <summary>The same of a file that is open: nobody can put another one in its place any more.</summary>
    public static int Ask(SafeFileHandle file, out FileFacts? facts)
    {
        const int EmptyPath = 0x1000; // AT_EMPTY_PATH
        facts = null;
        return _cannotAsk ? 0 : Read(Statx(file, "", EmptyPath, StatusFile.Wanted, out var status), status, out facts);
    }

    /// <summary>Where an open file is, its links resolved, as UTF-8.</summary>
    /// <returns>How many bytes; 0 where the system does not say, or they are more than the buffer has.</returns>
    public static int PathOf(SafeFileHandle file, Span<byte> path)
    {
        if (!OperatingSystem.IsLinux()) return 0;
        var length = ReadLink(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{file.DangerousGetHandle()}"), path, path.Length);
        return length > 0 && length < path.Length ? (int)length : 0;
    }

    /// <summary>Takes the lock that .NET takes on a file that it opens for itself alone (<c>flock</c>); false where somebody has it.</summary>
    public static bool TryLock(SafeFileHandle file) => Lock(file, LockAtOnce) == 0;

    /// <summary>Gives an open file to an account and a group.</summary>
    /// <returns>Null where it is theirs; else why not.</returns>
    public static string? Give(SafeFileHandle file, uint owner, uint group) =>
        ChangeOwner(file, owner, group) == 0 ? null : Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());

    private static int Read(int result, in StatusFile status, out FileFacts? facts)
    {
        const int NotImplemented = 38; // ENOSYS: a kernel before 4.11
        facts = null;
        if (result == 0)
        {
            facts = status.Facts;
            return 0;
        }

        var error = Marshal.GetLastPInvokeError();
        if (error != NotImplemented) return error;
        _cannotAsk = true;
        return 0;
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Statx(int folder, string path, int flags, uint mask, out StatusFile status);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Statx(SafeFileHandle folder, string path, int flags, uint mask, out StatusFile status);

    [LibraryImport("libc", EntryPoint = "readlink", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint ReadLink(string path, Span<byte> target, nint size);

    [LibraryImport("libc", EntryPoint = "flock")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Lock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int ChangeOwner(SafeFileHandle file, uint owner, uint group);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint GetEffectiveUser();

    /// <summary><c>struct statx</c>, which is laid out alike on all architectures (man 2 statx).</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private readonly struct StatusFile
    {
        /// <summary><c>STATX_TYPE | STATX_MODE | STATX_UID | STATX_GID | STATX_SIZE</c>.</summary>
        public const uint Wanted = 0x1 | 0x2 | 0x8 | 0x10 | 0x200;

        [FieldOffset(20)]
        private readonly uint _owner;

        [FieldOffset(24)]
        private readonly uint _group;

        [FieldOffset(28)]
        private readonly ushort _mode;

        [FieldOffset(40)]
        private readonly ulong _size;

        public FileFacts Facts => new(
            (_mode & 0xF000) switch
            {
                0x8000 => FileKind.Ordinary,
                0x4000 => FileKind.Folder,
                0x1000 => FileKind.Pipe,
                0xC000 => FileKind.Socket,
                _ => FileKind.Device,
            },
            (long)Math.Min(_size, long.MaxValue), _owner, _group, (UnixFileMode)(_mode & 0xFFF));
    }
}
