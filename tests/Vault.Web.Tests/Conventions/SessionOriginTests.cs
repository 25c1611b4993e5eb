using Xunit;

namespace Vault.Web.Tests.Conventions;

/// <summary>R05, R13: a session begins where both factors were judged, and nowhere else.</summary>
public sealed class SessionOriginTests
{
    [Fact]
    public void The_line_a_session_needs_is_written_by_the_sign_in_alone()
    {
        Assert.Equal(["StartSession.cs"], FilesWith("new SignedIn("));
    }

    [Fact]
    public void A_passkeys_answer_is_verified_in_one_place()
    {
        Assert.Equal(["PasskeyCeremony.cs"], FilesWith("new PasskeyAssertion("));
        Assert.Equal(["PasskeyCeremony.cs"], FilesWith("new NewPasskey("));
    }

    private static IEnumerable<string?> FilesWith(string text) =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f =>
                !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            )
            .Where(f => File.ReadAllText(f).Contains(text, StringComparison.Ordinal))
            .Select(Path.GetFileName);
}
