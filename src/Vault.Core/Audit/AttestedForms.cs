using System.Diagnostics;
using System.Security.Cryptography;

namespace Vault.Core.Audit;

/// <summary>
/// The attested hash of one row, and those it had within the last minute: a reader that began before a change may still
/// meet the row as it was. Changed by the writer alone, read by everybody.
/// </summary>
internal sealed class AttestedForms(byte[] hash, Guid owner, long now)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private volatile Form _newest = new(hash, null);
    private Form? _oldest;

    /// <summary>When the log first knew the row.</summary>
    public long Since { get; } = now;

    public Guid Owner { get; private set; } = owner;

    public byte[] Hash => _newest.Hash;

    /// <summary>Whether the row had this hash at any time since then.</summary>
    public bool Had(byte[] hash, long since)
    {
        for (var form = _newest; form is not null && form.Until >= since; form = form.Before)
        {
            if (CryptographicOperations.FixedTimeEquals(form.Hash, hash))
                return true;
        }
        return false;
    }

    public void Become(byte[] hash, Guid owner, long now)
    {
        var former = _newest;
        _oldest ??= former;
        former.Until = now;
        _newest = former.After = new Form(hash, former);
        Owner = owner;
        // From the old end, so that a row that changes every moment neither keeps its past nor walks it.
        while (_oldest != former && Stopwatch.GetElapsedTime(_oldest.Until, now) > Kept)
        {
            _oldest = _oldest.After!;
            _oldest.Before = null;
        }
    }

    private sealed class Form(byte[] hash, Form? before)
    {
        public byte[] Hash => hash;

        /// <summary>When it was replaced; in the far future while it is the valid one.</summary>
        public long Until { get; set; } = long.MaxValue;

        public Form? Before { get; set; } = before;

        public Form? After { get; set; }
    }
}
