using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Rotations.Connectors;

/// <summary>改密连接: which connector of the host changes a component of an account, and who signs in there.</summary>
public sealed class AccountConnection : IAttestedRow
{
    /// <summary>UTF-16 units of a login name at most.</summary>
    public const int LoginLimit = 100;

    private const string Kind = "connection";

    private AccountConnection() { }

    public AccountConnectionId Id { get; private init; }

    public AccountId Account { get; private init; }

    public Component Component { get; private init; }

    /// <summary>Its name in the configuration of the host; null once nobody is to change it any more.</summary>
    public string? Connector { get; private set; }

    /// <summary>The login name, sealed; null with no connector.</summary>
    public byte[]? SealedLogin { get; private set; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Account.Value;

    /// <summary>Every connection of an account, those that are over among them.</summary>
    /// <exception cref="TamperedRowException">A row is not the attested one, or was removed.</exception>
    internal static List<AccountConnection> ReadAll(VaultDb db, AccountId account) =>
        db.AllOfNow(account.Value, db.Set<AccountConnection>().Where(c => c.Account == account));

    internal static AccountConnection Of(AccountId account, Component component) =>
        new()
        {
            Id = AccountConnectionId.New(),
            Account = account,
            Component = component,
        };

    internal void Decide(FieldSealer fields, string? connector, string? login) =>
        (Connector, SealedLogin) = (connector, login is null ? null : fields.Seal(Kind, Id.Value, login));

    /// <exception cref="SecretNotOpenedException">The sealed text is not authentic for this row.</exception>
    public string? Login(FieldSealer fields) =>
        SealedLogin is { } bytes ? fields.Open<string>(Kind, Id.Value, bytes) : null;
}

internal sealed class ConnectorTables : IEntityTypeConfiguration<AccountConnection>
{
    public void Configure(EntityTypeBuilder<AccountConnection> builder)
    {
        builder.ToTable("account_connections");
        builder.HasOne<Account>().WithMany().HasForeignKey(c => c.Account);
        builder.HasIndex(c => new { c.Account, c.Component }).IsUnique();
    }
}
