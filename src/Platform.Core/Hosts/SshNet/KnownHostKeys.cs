namespace Platform.Hosts.SshNet;

/// <summary>What a key that a host has shown is, to somebody who knows its keys.</summary>
internal enum HostKeyVerdict
{
    /// <summary>It is known. Nothing else is connected to.</summary>
    Known,

    /// <summary>Nothing, or nothing of that type, is known of the host.</summary>
    Unknown,

    /// <summary>Another key of that type is known.</summary>
    Changed,

    /// <summary>The key is marked <c>@revoked</c>.</summary>
    Revoked,
}

/// <summary>The lines of <c>known_hosts</c> about one host.</summary>
internal sealed class KnownHostKeys(IReadOnlyList<KnownHostLine> lines)
{
    /// <summary>In the order of the files.</summary>
    public IReadOnlyList<KnownHostLine> Lines => lines;

    /// <summary>A line that has the host's keys signed by an authority, which takes OpenSSH; null for none.</summary>
    public KnownHostLine? Authority => lines.FirstOrDefault(line => line.Mark is KnownHostMark.Authority);

    /// <summary>Types of the keys that are known, so that the host is asked for one of these first.</summary>
    public IReadOnlyList<string> Types => [.. Accepted.Select(line => line.KeyType).Distinct(StringComparer.Ordinal)];

    /// <summary>The verdict on a key, whatever order the lines are in: one that is revoked is revoked.</summary>
    /// <param name="key">The public key as it came over the wire.</param>
    public HostKeyVerdict Judge(ReadOnlySpan<byte> key)
    {
        var (isKnown, isChanged, type) = (false, false, SshPublicKey.TypeOf(key));
        foreach (var line in lines)
        {
            var isSame = key.SequenceEqual(line.Key);
            if (isSame && line.Mark is KnownHostMark.Revoked) return HostKeyVerdict.Revoked;
            if (line.Mark is not KnownHostMark.Accepted) continue;
            isKnown |= isSame;
            isChanged |= !isSame && line.KeyType == type;
        }

        return isKnown ? HostKeyVerdict.Known : isChanged ? HostKeyVerdict.Changed : HostKeyVerdict.Unknown;
    }

    private IEnumerable<KnownHostLine> Accepted => lines.Where(line => line.Mark is KnownHostMark.Accepted);
}
