using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Vault.Core.SignIns;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.SignIns;

/// <summary>R09: the time of a refusal does not tell what was wrong.</summary>
public sealed class RefusalTimeTests : IAsyncLifetime
{
    private TestVault _vault = null!;

    public async Task InitializeAsync()
    {
        _vault = await TestVault.Founded();
        await _vault.Enrol(await _vault.AddPerson("zhang.san", "张三"));
    }

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task No_refusal_is_answered_before_the_floor()
    {
        await using var services = Services(new PasswordHashing(1_000), TimeSpan.FromMilliseconds(300));
        foreach (var name in new[] { "nobody", "zhang.san", "", "zhang.san", "zhang.san", "zhang.san", "zhang.san" })
            Assert.InRange(await TimeOf(services, name), 300, double.MaxValue);
    }

    [Fact]
    public async Task Beyond_the_floor_a_refusal_waits_for_its_next_multiple()
    {
        var pace = new RefusalPace { Floor = TimeSpan.FromMilliseconds(200) };
        var begun = Stopwatch.GetTimestamp() - (long)(0.21 * Stopwatch.Frequency);
        await pace.Keep(begun, TimeProvider.System);
        Assert.InRange(Stopwatch.GetElapsedTime(begun).TotalMilliseconds, 400, double.MaxValue);
    }

    [Fact]
    public async Task An_unknown_name_costs_as_much_hashing_as_a_known_one()
    {
        await using var services = Services(new PasswordHashing(200_000), TimeSpan.Zero);
        await UseHashOf(services);
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var i = 0; i < 9; i++)
        {
            known.Add(await TimeOf(services, "zhang.san"));
            unknown.Add(await TimeOf(services, "nobody"));
        }
        Assert.InRange(Median(unknown) / Median(known), 0.5, 2);
    }

    private ServiceProvider Services(PasswordHashing hashing, TimeSpan floor) =>
        new ServiceCollection()
            .AddVaultCore(_vault.Instance)
            .AddSingleton(hashing)
            .AddSingleton(new RefusalPace { Floor = floor })
            .BuildServiceProvider();

    /// <summary>The stored hash takes the same work as a new one would.</summary>
    private async Task UseHashOf(ServiceProvider services)
    {
        using var turn = await services.GetRequiredService<PasswordHashing>().TakeTurn();
        var hash = turn.Hash(SignInKit.Password);
        await _vault.Write(scope =>
        {
            var credential = scope.Db.Set<Credential>().Single();
            credential.Rehash(_vault.Get<SignInSealer>().SealHash(credential.Person, hash));
            scope.Append(new PasswordRehashed(credential.Person));
        });
    }

    private static async Task<double> TimeOf(ServiceProvider services, string name)
    {
        await using var scope = services.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<SignInWithFactors>();
        var begun = Stopwatch.GetTimestamp();
        Assert.IsType<SignInOutcome.Refused>(await signIn.Run(name, "wrong", "000000x", "192.0.2.7", "test"));
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
