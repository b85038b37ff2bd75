namespace Platform.Files;

/// <summary>
/// Whether a file can be taken for our own: nobody writes to it who could not write to the folder around it. Pure.
/// </summary>
internal static class Custody
{
    private const uint Root = 0;

    /// <summary>What is wrong, to be put behind the file's name; null where nothing is.</summary>
    /// <param name="file">The file, or folder.</param>
    /// <param name="around">The folder it lies in.</param>
    /// <param name="account">The account this process acts as.</param>
    public static FileRefusal? FaultOf(FileFacts file, FileFacts around, uint account)
    {
        var sharesGroup = around.Mode.HasFlag(UnixFileMode.GroupWrite) && file.Group == around.Group;
        if (file.Owner != account && file.Owner != Root && file.Owner != around.Owner && !sharesGroup)
            return Refusals.NotOurs($"belongs to the account {file.Owner}, and is not used; look at it, then take it over (chown) or put it aside");

        // In a folder with the sticky bit everybody may make files, and only touch their own.
        var isAroundOpen = around.Mode.HasFlag(UnixFileMode.OtherWrite) && !around.Mode.HasFlag(UnixFileMode.StickyBit);
        var isOpen = file.Mode.HasFlag(UnixFileMode.OtherWrite) || (file.Mode.HasFlag(UnixFileMode.GroupWrite) && !sharesGroup);
        return isOpen && !isAroundOpen
            ? Refusals.NotOurs("can be written to by others than the folder around it, and is not used; look at it, then close it (chmod go-w)")
            : null;
    }
}
