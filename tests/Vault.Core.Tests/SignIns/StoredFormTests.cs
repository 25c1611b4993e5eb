using Vault.Core.SignIns;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.SignIns;

/// <summary>R04, R10, R13: what is stored today must still be read tomorrow. The samples were made without this code.</summary>
public sealed class StoredFormTests
{
    /// <summary>PBKDF2-HMAC-SHA512, 600 000 iterations, salt 00 01 … 0f, of <see cref="SignInKit.Password"/>.</summary>
    private const string Hash = "AQAAAAIACSfAAAAAEAABAgMEBQYHCAkKCwwNDg+ZTQaXQqb7LJeR93WJVU4PqhDl+VUfRdbz+HEi7c4T3w==";

    [Fact]
    public async Task A_password_hash_of_format_3_is_verified()
    {
        using var hashing = new PasswordHashing();
        using var turn = await hashing.TakeTurn();
        Assert.Equal((true, false), turn.Verify(Hash, SignInKit.Password));
        Assert.Equal((false, false), turn.Verify(Hash, SignInKit.Password + " "));
    }

    [Fact]
    public async Task A_token_is_kept_as_the_hash_of_its_kind_and_itself()
    {
        await using var vault = await TestVault.Founded();
        var person = await vault.AddPerson("zhang.san", "张三");
        var hash = Convert.FromHexString("f86fcc95c7ee89844adf35e57133b67bdbaa685275b63292d02e8b13e684990b");
        await vault.Write(scope =>
        {
            scope.Db.Add(Invitation.Of(person.Id, InvitationPurpose.FirstSignIn, hash, scope.Now));
            scope.Append(new InvitationIssued(InvitationId.New(), person.Id, InvitationPurpose.FirstSignIn, scope.Now));
        });
        var opened = vault.Get<OpenInvitation>().Run("00112233445566778899aabbccddeeff");
        Assert.Equal(person.Id, opened!.Person.Id);
    }

    [Theory]
    [InlineData("admin", "admin")]
    [InlineData("admin", "password")]
    [InlineData("root", "")]
    [InlineData("vault", "vault")]
    [InlineData("zhang.san", "zhang.san")]
    public async Task A_new_vault_knows_nobody(string userName, string password)
    {
        await using var vault = await TestVault.Founded();
        await vault.AddPerson("zhang.san", "张三");
        var signIn = vault.Get<SignInWithFactors>();
        foreach (var code in new[] { "000000", "123456", "AAAA-AAAA-AAAA-AAAA", null })
            Assert.IsType<SignInOutcome.Refused>(await signIn.Run(userName, password, code, null, ""));
        using var db = vault.Read();
        Assert.Empty(db.Set<Credential>());
        Assert.Empty(db.Set<SecondFactor>());
        Assert.Empty(db.Set<RecoveryCode>());
    }
}
