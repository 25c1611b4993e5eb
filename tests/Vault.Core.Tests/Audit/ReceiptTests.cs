using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Audit;

/// <summary>A receipt opens what its line names, once, and only after the line is durable (R47).</summary>
public sealed class ReceiptTests : IAsyncLifetime
{
    private CustodyScene _scene = null!;

    public async Task InitializeAsync() => _scene = await CustodyScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task Before_its_line_is_durable_a_receipt_opens_nothing()
    {
        var version = _scene.Current();

        var receipt = await _scene.Vault.Writer.Write(
            _scene.Actor,
            scope =>
            {
                var early = scope.Append(CustodyScene.LineOf(version));
                Assert.Throws<InvalidOperationException>(() => _scene.Show(version.Sealed!, early));
                return early;
            }
        );

        Assert.Equal(CustodyScene.Canary, _scene.Show(version.Sealed!, receipt));
    }

    [Fact]
    public async Task The_receipt_of_a_command_that_failed_opens_nothing()
    {
        var version = _scene.Current();
        AuditReceipt<SecretRevealed>? kept = null;

        await Assert.ThrowsAsync<FormatException>(() =>
            _scene.Vault.Writer.Write<bool>(
                _scene.Actor,
                scope =>
                {
                    kept = scope.Append(CustodyScene.LineOf(version));
                    throw new FormatException();
                }
            )
        );

        Assert.Throws<InvalidOperationException>(() => _scene.Show(version.Sealed!, kept!));
    }

    [Fact]
    public async Task A_receipt_opens_once_even_for_sixteen_at_once()
    {
        var granted = Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal());
        using var barrier = new Barrier(16);

        var shown = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(_ =>
                    Task.Factory.StartNew(
                        () =>
                        {
                            barrier.SignalAndWait();
                            return Record.Exception(() => _scene.Show(granted.Secret, granted.Receipt));
                        },
                        TaskCreationOptions.LongRunning
                    )
                )
        );

        Assert.Single(shown, e => e is null);
        Assert.Equal(15, shown.Count(e => e is InvalidOperationException));
    }

    public static TheoryData<string> OtherLines =>
        ["version id", "account", "component", "version number", "ciphertext hash"];

    [Theory]
    [MemberData(nameof(OtherLines))]
    public async Task A_receipt_whose_line_names_something_else_opens_nothing_and_is_used_up(string what)
    {
        var version = _scene.Current();
        var line = CustodyScene.LineOf(version);
        line = what switch
        {
            "version id" => line with { VersionId = SecretVersionId.New() },
            "account" => line with { Account = AccountId.New() },
            "component" => line with { Component = Component.AppSecret },
            "version number" => line with { Version = 2 },
            _ => line with { CiphertextSha256 = new byte[32] },
        };
        var receipt = await _scene.Vault.Writer.Write(_scene.Actor, scope => scope.Append(line));

        var e = Assert.Throws<InvalidOperationException>(() => _scene.Show(version.Sealed!, receipt));

        Assert.Contains("another version", e.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(receipt.Use);
    }

    [Fact]
    public async Task A_newer_versions_receipt_does_not_open_the_older_one()
    {
        var old = _scene.Current();
        await _scene.Change("another value 9");
        var granted = Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal());

        Assert.Throws<InvalidOperationException>(() => _scene.Show(old.Sealed!, granted.Receipt));
    }

    [Fact]
    public async Task A_scope_kept_after_its_command_issues_no_receipt()
    {
        WriteScope? kept = null;
        await _scene.Vault.Writer.Write(
            _scene.Actor,
            scope =>
            {
                kept = scope;
                return scope.Append(CustodyScene.LineOf(_scene.Current()));
            }
        );

        Assert.Throws<InvalidOperationException>(() => kept!.Append(CustodyScene.LineOf(_scene.Current())));
    }
}
