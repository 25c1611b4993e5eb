using System.Globalization;
using Vault.Benchmarks;

// dotnet run -c Release --project tests/Vault.Benchmarks: one command, one table; some minutes, nothing beside it.
// For a look at a part of it: -- register, -- handover, -- log or -- reveal, and with it the seconds of a run.
var figures = new FigureTable();
var part = args is [var name, ..] ? name : null;
var load = new Load(
    TimeSpan.FromSeconds(args is [_, var seconds, ..] ? int.Parse(seconds, CultureInfo.InvariantCulture) : 10)
);

// First, since it measures the memory of this process.
if (part is null or "register")
    await RegisterFigures.Measure(figures);
if (part is null or "reveal")
    await RevealFigures.Measure(figures, load);
if (part is null or "log")
    await LogFigures.Measure(figures, load);
if (part is null or "handover")
    await HandoverFigures.Measure(figures);
figures.Print(Console.Out);
return figures.AllWithin ? 0 : 1;
