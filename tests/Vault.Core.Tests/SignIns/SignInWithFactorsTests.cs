using System.Buffers.Binary;
using Microsoft.Extensions.DependencyInjection;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.SignIns;

/// <summary>R01, R03, R04, R05, R09, R11: both factors or nothing, and one answer to everything that is not right.</summary>
public sealed class SignInWithFactorsTests : SignInRig
{
    [Fact]
    public async Task Both_factors_begin_a_session_and_the_log_says_who_where_and_with_what()
    {
        var outcome = Assert.IsType<SignInOutcome.SignedIn>(await SignIn(Code()));
        var line = LastLine();
        var happened = Assert.IsType<SignedIn>(line.Event);
        Assert.Equal((Person.Id, outcome.Session.Id, "192.0.2.7"), (line.Actor!.Value, happened.Started, line.Address));
        Assert.Same(outcome.Session, Vault.Sessions.Find(outcome.Token, Vault.Clock.Now));
        Assert.DoesNotContain(outcome.Token, outcome.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Either_factor_alone_begins_nothing()
    {
        IsRefused(await SignIn(UserName, SignInKit.Password, null));
        IsRefused(await SignIn(UserName, SignInKit.Password, ""));
        IsRefused(await SignIn(UserName, null, Code()));
        IsRefused(await SignIn(UserName, "", Code()));
        Assert.Empty(Vault.Sessions.Of(Person.Id, Vault.Clock.Now));
        Assert.Empty(Events<SignedIn>());
    }

    [Fact]
    public async Task A_wrong_password_does_not_use_up_the_code_given_with_it()
    {
        IsRefused(await SignIn(UserName, "wrong", Code()));
        IsIn(await SignIn(Code()));
    }

    [Fact]
    public async Task A_failure_names_the_factor_and_the_count_but_not_the_person_as_its_author()
    {
        IsRefused(await SignIn(UserName, "wrong", Code()));
        IsRefused(await SignIn(WrongCode()));
        IsRefused(await SignIn("AAAA-BBBB-CCCC-DDDD"));
        Assert.Equal(
            [(FailedFactor.Password, 1), (FailedFactor.Totp, 2), (FailedFactor.RecoveryCode, 3)],
            Events<SignInFailed>().Select(e => (e.Factor, e.FailuresInARow))
        );
        Assert.All(Vault.Log().Where(l => l.Event is SignInFailed), l => Assert.Null(l.Actor));
    }

    [Theory]
    [InlineData("li.si")]
    [InlineData("Zhang.San")]
    [InlineData(" zhang.san")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_name_nobody_has_is_refused_alike_and_only_counted(string? userName)
    {
        var lines = Vault.Log().Count;
        IsRefused(await SignIn(userName, SignInKit.Password, Code()));
        Assert.Equal(lines, Vault.Log().Count);
        await Vault.Get<AnonymousRefusals>().WriteDown();
        Assert.Equal(1, Assert.IsType<AnonymousRefusalsCounted>(LastLine().Event).Count);
        await Vault.Get<AnonymousRefusals>().WriteDown();
        Assert.Equal(lines + 1, Vault.Log().Count);
    }

    [Fact]
    public async Task A_disabled_person_and_one_who_never_enrolled_are_refused_alike()
    {
        await Vault.AddPerson("li.si", "李四");
        await Vault.Write(scope =>
        {
            scope.Db.Set<Person>().Single(p => p.Id == Person.Id).Disable(scope.Now);
            scope.Append(new PersonDisabled(Person.Id));
        });
        var lines = Vault.Log().Count;
        IsRefused(await SignIn(Code()));
        IsRefused(await SignIn("li.si", SignInKit.Password, Code()));
        Assert.Equal(lines, Vault.Log().Count);
    }

    [Fact]
    public async Task Failures_before_are_told_at_the_next_sign_in()
    {
        await SignIn(WrongCode());
        await SignIn(UserName, "wrong", Code());
        Assert.Equal(2, Assert.IsType<SignInOutcome.SignedIn>(await SignIn(Code())).FailuresBefore);
        Vault.Clock.Turn(OneStep);
        Assert.Equal(0, Assert.IsType<SignInOutcome.SignedIn>(await SignIn(Code())).FailuresBefore);
    }

    [Fact]
    public async Task A_password_never_expires()
    {
        Vault.Clock.Turn(TimeSpan.FromDays(5 * 366));
        IsIn(await SignIn(Code()));
    }

    [Fact]
    public async Task A_password_of_200_characters_counts_to_its_last()
    {
        var li = await Vault.AddPerson("li.si", "李四");
        var has = await Vault.Enrol(li, new string('a', 199) + "b");
        IsRefused(await SignIn("li.si", new string('a', 199) + "c", has.Code(Vault.Clock.Now)));
        IsRefused(await SignIn("li.si", new string('a', 199), has.Code(Vault.Clock.Now)));
        IsIn(await SignIn("li.si", new string('a', 199) + "b", has.Code(Vault.Clock.Now)));
    }

    [Fact]
    public async Task The_same_password_typed_with_composed_and_decomposed_letters_is_the_same()
    {
        var li = await Vault.AddPerson("li.si", "李四");
        var has = await Vault.Enrol(li, "caf\u00e9 au lait sans sucre 7");
        IsIn(await SignIn("li.si", "cafe\u0301 au lait sans sucre 7", has.Code(Vault.Clock.Now)));
    }

    [Fact]
    public async Task A_password_of_another_person_opens_nothing()
    {
        var li = await Vault.AddPerson("li.si", "李四");
        var has = await Vault.Enrol(li, "a quite different sentence 9");
        IsRefused(await SignIn(UserName, has.Password, Code()));
        IsRefused(await SignIn(UserName, SignInKit.Password, has.Code(Vault.Clock.Now)));
        IsRefused(await SignIn(UserName, SignInKit.Password, has.RecoveryCodes[0]));
    }

    [Fact]
    public async Task A_hash_of_less_work_is_made_anew_at_the_next_sign_in()
    {
        using (var weaker = new PasswordHashing(100))
        using (var turn = await weaker.TakeTurn())
        {
            var hash = turn.Hash(SignInKit.Password);
            await Vault.Write(scope =>
            {
                var sealedHash = Vault.Get<SignInSealer>().SealHash(Person.Id, hash);
                scope.Db.Set<Credential>().Single(c => c.Person == Person.Id).Change(sealedHash, scope.Now);
                scope.Append(new PasswordChanged(Person.Id));
            });
        }
        Assert.Equal(100, StoredIterations());

        IsIn(await SignIn(Code()));

        Assert.Equal(1_000, StoredIterations());
        Assert.IsType<PasswordRehashed>(LastLine().Event);
        Vault.Clock.Turn(OneStep);
        IsIn(await SignIn(Code()));
        Assert.Single(Events<PasswordRehashed>());
    }

    [Fact]
    public async Task The_product_hashes_with_600_000_iterations_of_HMAC_SHA512()
    {
        await using var services = new ServiceCollection().AddVaultCore(Vault.Instance).BuildServiceProvider();
        using var turn = await services.GetRequiredService<PasswordHashing>().TakeTurn();
        var hash = Convert.FromBase64String(turn.Hash("any"));
        Assert.Equal(1, hash[0]);
        Assert.Equal(2u, BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1)));
        Assert.Equal(600_000, Iterations(hash));
        Assert.Equal(TimeSpan.FromSeconds(1), services.GetRequiredService<RefusalPace>().Floor);
    }

    [Fact]
    public async Task Neither_password_hash_nor_seed_stands_in_the_database_as_it_is()
    {
        using var db = Vault.Read();
        var stored = SignInRows.CredentialOf(db, Person.Id)!.SealedHash;
        var hash = Vault.Get<SignInSealer>().OpenHash(SignInRows.CredentialOf(db, Person.Id)!);
        Assert.DoesNotContain(hash[..20], System.Text.Encoding.Latin1.GetString(stored), StringComparison.Ordinal);
        var file = Convert.ToHexString(await File.ReadAllBytesAsync(Vault.DatabaseFile));
        Assert.DoesNotContain(Convert.ToHexString(Has.Seed), file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sealed_for_one_person_does_not_open_for_another()
    {
        var li = await Vault.AddPerson("li.si", "李四");
        await Vault.Enrol(li);
        // Through the log, so that only the seal can refuse it.
        await Vault.Write(scope =>
        {
            var mine = scope.Db.Set<SecondFactor>().Single(f => f.Person == Person.Id);
            scope.Db.Set<SecondFactor>().Single(f => f.Person == li.Id).Replace(mine.SealedSeed, 0, scope.Now);
            scope.Append(new SecondFactorEnrolled(li.Id));
        });
        await Assert.ThrowsAsync<SecretNotOpenedException>(() => SignIn("li.si", SignInKit.Password, Code()));
    }

    [Fact]
    public async Task When_too_many_hash_at_once_the_next_is_turned_away_uncounted()
    {
        var hashing = Vault.Get<PasswordHashing>();
        var turns = new List<PasswordHashing.Turn>();
        for (var i = 0; i < Math.Clamp(Environment.ProcessorCount, 2, 4); i++)
            turns.Add(await hashing.TakeTurn());
        var waiting = Enumerable.Range(0, 64).Select(_ => hashing.TakeTurn()).ToList();
        await Assert.ThrowsAsync<VaultUnavailableException>(() => SignIn(Code()));
        using (var db = Vault.Read())
            Assert.Null(SignInRows.CountOf(db, Person.Id));
        turns.ForEach(t => t.Dispose());
        foreach (var turn in waiting)
            (await turn).Dispose();
        IsIn(await SignIn(Code()));
    }

    private int StoredIterations()
    {
        using var db = Vault.Read();
        var credential = SignInRows.CredentialOf(db, Person.Id)!;
        return Iterations(Convert.FromBase64String(Vault.Get<SignInSealer>().OpenHash(credential)));
    }

    private static int Iterations(byte[] hash) => (int)BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5));
}
