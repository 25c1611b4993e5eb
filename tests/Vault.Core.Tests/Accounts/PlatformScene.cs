using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.TestKit;

namespace Vault.Core.Tests.Accounts;

/// <summary>An office that keeps its list of platforms.</summary>
internal static class PlatformScene
{
    /// <summary>A platform as somebody would enter it; tests change what they are about.</summary>
    public static PlatformEntry Entry(string? name = "小红书") =>
        new(name)
        {
            MinLength = 8,
            MaxLength = 20,
            Symbols = "! _",
            Required = CharacterKinds.Lower | CharacterKinds.Digit,
            LeastKinds = 2,
            Components = [Component.Password, Component.LoginName],
        };

    /// <summary>What the form of a platform would send if nothing were changed.</summary>
    public static PlatformEntry EntryOf(Platform platform) =>
        new(platform.Name)
        {
            MinLength = platform.PasswordRules.MinLength,
            MaxLength = platform.PasswordRules.MaxLength,
            Symbols = platform.PasswordRules.Symbols,
            Required = platform.PasswordRules.Required,
            LeastKinds = platform.PasswordRules.LeastKinds,
            Readable = platform.PasswordRules.Readable,
            Components = [.. platform.Components],
            IsOffered = platform.IsOffered,
        };

    public static async Task<RegisterOutcome<PlatformId>> AddPlatform(
        this Office office,
        PlatformEntry entry,
        Person? by = null
    ) => await office.Vault.Get<AddPlatform>().Run(await office.As(by ?? office.Registrar), entry);

    public static async Task<string> PlatformAdded(this Office office, PlatformEntry entry) =>
        await office.AddPlatform(entry) is RegisterOutcome<PlatformId>.Entered entered
            ? entered.Id.ToString()
            : throw new InvalidOperationException("The platform could not be entered.");

    /// <summary>Changes a platform from what it is now.</summary>
    public static async Task<ChangeOutcome> ChangePlatform(
        this Office office,
        string key,
        Func<PlatformEntry, PlatformEntry> change,
        Person? by = null,
        int? revision = null
    )
    {
        var platform = office.Platform(key);
        return await office
            .Vault.Get<ChangePlatform>()
            .Run(
                await office.As(by ?? office.Registrar),
                key,
                revision ?? platform.Revision,
                change(EntryOf(platform))
            );
    }

    public static Platform Platform(this Office office, string key)
    {
        using var db = office.Vault.Read();
        return new PlatformList(db).Find(key)!;
    }
}
