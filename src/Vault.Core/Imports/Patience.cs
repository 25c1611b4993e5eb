namespace Vault.Core.Imports;

/// <summary>The time that one file may take.</summary>
internal sealed class Patience(TimeProvider clock)
{
    private readonly long _begun = clock.GetTimestamp();

    /// <exception cref="SheetRefusedException">It is used up.</exception>
    public void Check()
    {
        if (clock.GetElapsedTime(_begun) > SheetLimits.Time)
            throw new SheetRefusedException(SheetRefusal.TooSlow);
    }
}

/// <summary>The bytes of a file, which end its reading in the depth of any parser once its time is used up.</summary>
internal sealed class PatientStream(ReadOnlyMemory<byte> file, Patience patience)
    : MemoryStream(file.ToArray(), writable: false)
{
    public override int Read(byte[] buffer, int offset, int count)
    {
        patience.Check();
        return base.Read(buffer, offset, count);
    }

    public override int Read(Span<byte> buffer)
    {
        patience.Check();
        return base.Read(buffer);
    }
}
