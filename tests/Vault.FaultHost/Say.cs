namespace Vault.FaultHost;

/// <summary>What is told to whoever started the process: one write a line, so that a killed process leaves whole lines.</summary>
internal static class Say
{
    private static readonly Lock Writing = new();

    public static void Line(string line)
    {
        lock (Writing)
        {
            Console.Out.Write(line + "\n");
            Console.Out.Flush();
        }
    }
}
