namespace Vault.Core.Tests.Audit;

/// <summary>Every single thing that can be wrong with a proof.</summary>
internal static class Mutations
{
    public static IEnumerable<(string What, IReadOnlyList<byte[]> Path)> Of(IReadOnlyList<byte[]> path)
    {
        for (var i = 0; i < path.Count; i++)
        {
            yield return ($"hash {i} flipped", [.. path.Take(i), Flip(path[i]), .. path.Skip(i + 1)]);
            yield return ($"hash {i} removed", [.. path.Take(i), .. path.Skip(i + 1)]);
            yield return ($"hash {i} twice", [.. path.Take(i + 1), .. path.Skip(i)]);
            yield return ($"hash {i} cut short", [.. path.Take(i), path[i][..31], .. path.Skip(i + 1)]);
            if (i > 0)
                yield return ($"hash {i} swapped", [.. path.Take(i - 1), path[i], path[i - 1], .. path.Skip(i + 1)]);
        }
        yield return ("a hash added", [.. path, new byte[32]]);
        if (path.Count > 0)
            yield return ("empty", []);
    }

    public static byte[] Flip(byte[] hash)
    {
        var flipped = (byte[])hash.Clone();
        flipped[Random.Shared.Next(flipped.Length)] ^= (byte)(1 << Random.Shared.Next(8));
        return flipped;
    }
}
