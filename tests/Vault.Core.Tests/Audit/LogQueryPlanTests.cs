using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Audit;

/// <summary>A page of a long log costs what a page of a short one does: no sorting, no scan that a filter could spare.</summary>
public sealed partial class LogQueryPlanTests : IAsyncLifetime
{
    private TestVault _vault = null!;

    public async Task InitializeAsync() => _vault = await TestVault.Founded();

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    public static TheoryData<LogFilter> Filters =>
        [
            new LogFilter(Kind: "SecretRevealed"),
            new LogFilter(Person: PersonId.New()),
            new LogFilter(Account: AccountId.New()),
            new LogFilter(Outcome: AuditOutcome.Failed),
            new LogFilter(From: DateTimeOffset.UnixEpoch, Until: DateTimeOffset.MaxValue),
            new LogFilter(Kind: "SecretRevealed", From: DateTimeOffset.UnixEpoch),
            new LogFilter(Person: PersonId.New(), Until: DateTimeOffset.MaxValue),
        ];

    [Theory]
    [MemberData(nameof(Filters))]
    public void Every_filter_walks_an_index_in_the_order_of_the_sequence(LogFilter filter)
    {
        using var db = _vault.Read();
        foreach (var query in new LogReader(db, _vault.Instance).Queries(filter, new LogPosition(Before: 99)))
        {
            var plan = Explain(query.OrderByDescending(e => e.Sequence).Take(51).ToQueryString());

            Assert.StartsWith("SEARCH a USING", plan);
            Assert.DoesNotContain("TEMP B-TREE", plan);
        }
    }

    [Fact]
    public void Without_a_filter_the_table_is_walked_from_its_newest_entry()
    {
        using var db = _vault.Read();
        var query = Assert.Single(new LogReader(db, _vault.Instance).Queries(LogFilter.All, LogPosition.Newest));

        Assert.Equal("SCAN a", Explain(query.OrderByDescending(e => e.Sequence).Take(51).ToQueryString()));
    }

    private string Explain(string sql)
    {
        sql = ParameterLine().Replace(sql, "");
        using var connection = new SqliteConnection($"Data Source={_vault.DatabaseFile};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var name in Parameter().Matches(sql).Select(m => m.Value).Distinct())
            command.Parameters.AddWithValue(name, 0);
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
            steps.Add(reader.GetString(3));
        return string.Join('\n', steps);
    }

    [GeneratedRegex(@"^\.param set.*$", RegexOptions.Multiline)]
    private static partial Regex ParameterLine();

    [GeneratedRegex("@[A-Za-z_0-9]+")]
    private static partial Regex Parameter();
}
