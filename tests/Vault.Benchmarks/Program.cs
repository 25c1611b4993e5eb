using Vault.Benchmarks;

// dotnet run -c Release --project tests/Vault.Benchmarks: one command, one table.
var figures = new FigureTable();
await RegisterFigures.Measure(figures);
figures.Print(Console.Out);
return figures.AllWithin ? 0 : 1;
