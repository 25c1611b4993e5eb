namespace Vault.Core.Audit;

/// <summary>
/// Where in the log a span of time can lie. Order is the sequence, and a clock may have been set back, so an index over
/// times alone would have to be read whole; here each block of entries remembers its earliest and latest time, sixteen
/// bytes for a thousand entries.
/// </summary>
internal sealed class TimeIndex
{
    private const int BlockSize = 1024;

    private readonly Lock _gate = new();
    private readonly List<(long Earliest, long Latest)> _blocks = [];
    private long _size;

    /// <summary>Takes the time of the next entry.</summary>
    public void Add(long at)
    {
        lock (_gate)
        {
            if (_size++ % BlockSize == 0)
                _blocks.Add((at, at));
            else
                _blocks[^1] = (Math.Min(_blocks[^1].Earliest, at), Math.Max(_blocks[^1].Latest, at));
        }
    }

    /// <summary>The first and last sequence between which every entry of the span lies; null if there is none.</summary>
    /// <param name="from">Milliseconds since 1970, the first wanted.</param>
    /// <param name="until">The first no longer wanted.</param>
    public (long First, long Last)? Span(long from, long until)
    {
        lock (_gate)
        {
            var first = _blocks.FindIndex(b => b.Earliest < until && b.Latest >= from);
            if (first < 0)
                return null;
            var last = _blocks.FindLastIndex(b => b.Earliest < until && b.Latest >= from);
            return ((long)first * BlockSize, Math.Min((long)(last + 1) * BlockSize, _size) - 1);
        }
    }
}
