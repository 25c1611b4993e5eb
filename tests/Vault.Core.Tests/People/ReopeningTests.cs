using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.People;

/// <summary>R07, R10: nobody outside shuts the office out for good, and a restart opens no more than that takes.</summary>
public sealed class ReopeningTests : IAsyncLifetime
{
    private Office _office = null!;

    public async Task InitializeAsync() => _office = await Office.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task While_two_who_decide_can_sign_in_the_console_gets_nothing()
    {
        await Stop(_office.Registrar);
        await Stop(_office.OtherRegistrar);

        Assert.Empty(await Reopen());
    }

    [Fact]
    public async Task With_fewer_each_who_is_stopped_gets_a_reset_and_the_log_a_line()
    {
        Person[] stopped = [_office.Registrar, _office.OtherRegistrar, _office.Security];
        foreach (var person in stopped)
            await Stop(person);
        await Stop(_office.Reviewer);

        var links = await Reopen();

        Assert.Equal(stopped.Select(p => p.Id).ToHashSet(), links.Select(l => l.Person).ToHashSet());
        Assert.Equal(3, _office.Vault.Log().TakeLast(6).Count(l => l is { Event: ConsoleLinkOffered, Actor: null }));
        Assert.All(
            links,
            l =>
                Assert.Equal(
                    InvitationPurpose.Reset,
                    _office.Vault.Get<OpenInvitation>().Run(l.Token)!.Invitation.Purpose
                )
        );
        Assert.Empty(await Reopen());
    }

    [Fact]
    public async Task Who_has_no_sign_in_yet_gets_a_first_one()
    {
        var newcomer = await _office.Newcomer();
        await _office.Vault.Give(newcomer, OfficeRole.Registrar);
        foreach (var person in new[] { _office.Registrar, _office.OtherRegistrar, _office.Security })
            await Disable(person);

        var link = Assert.Single(await Reopen());

        Assert.Equal(newcomer.Id, link.Person);
        var opened = _office.Vault.Get<OpenInvitation>().Run(link.Token)!;
        Assert.Equal(InvitationPurpose.FirstSignIn, opened.Invitation.Purpose);
    }

    [Fact]
    public async Task Who_is_disabled_or_does_not_decide_gets_nothing()
    {
        foreach (var person in new[] { _office.Registrar, _office.OtherRegistrar, _office.Security })
            await Disable(person);
        await Stop(_office.Reviewer);
        await Stop(_office.Zhang);

        Assert.Empty(await Reopen());
    }

    [Fact]
    public async Task Who_is_stopped_does_not_count_as_a_successor()
    {
        await Stop(_office.OtherRegistrar);
        var disable = _office.Vault.Get<DisablePerson>();
        var proof = await _office.Proof(_office.Security, ProofPurpose.Administer, _office.Registrar.Id.Value);

        var outcome = await disable.Run(await _office.As(_office.Security), proof, _office.Registrar.Id);

        Assert.Equal(EndRefusal.LastOfRole, Assert.IsType<EndOutcome.Refused>(outcome).Why);
    }

    private Task<IReadOnlyList<RenewedInvitation>> Reopen() => _office.Vault.Get<ReopenForDeciders>().Run();

    /// <summary>As somebody does who knows no more than the name.</summary>
    private Task Stop(Person person) =>
        _office.Vault.Write(scope =>
        {
            var count = scope.Db.Add(FailureCount.Of(person.Id)).Entity;
            for (var i = 0; i < FailureCount.HardStop; i++)
                count.Count(scope.Now);
            scope.Append(new AttemptCounted(person.Id, AttemptChannel.SignIn, count.InARow));
        });

    private Task Disable(Person person) =>
        _office.Vault.Write(scope =>
        {
            Standing.Read(scope.Db, person.Id, scope.Now)!.Person.Disable(scope.Now);
            scope.Append(new PersonDisabled(person.Id));
        });
}
