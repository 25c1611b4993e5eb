using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Vault.Core.Evidence;

/// <summary>Rows of the log in order, read one after another over a reading connection.</summary>
internal sealed class LogRows : IDisposable
{
    private readonly VaultDb _db;
    private readonly DbCommand _command;

    /// <param name="select">Up to its tables; fixed text.</param>
    /// <param name="order">Columns, the sequence first; fixed text.</param>
    public LogRows(VaultInstance vault, string select, string order, long from, long until)
    {
        var sequence = order.Split(',')[0];
        _db = vault.OpenReader();
        _db.Database.OpenConnection();
        _command = _db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100, S2077 // Only fixed texts come here.
        _command.CommandText = $"{select} WHERE {sequence} >= @from AND {sequence} < @until ORDER BY {order}";
#pragma warning restore CA2100, S2077
        Add("@from", from);
        Add("@until", until);
        Reader = _command.ExecuteReader();
    }

    public DbDataReader Reader { get; }

    public bool Read() => Reader.Read();

    public void Dispose()
    {
        Reader.Dispose();
        _command.Dispose();
        _db.Dispose();
    }

    private void Add(string name, long value)
    {
        var parameter = _command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        _command.Parameters.Add(parameter);
    }
}
