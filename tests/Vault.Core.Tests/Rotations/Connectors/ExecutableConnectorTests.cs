using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using Vault.Core.Custody;
using Vault.Core.Rotations.Connectors;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Rotations.Connectors;

/// <summary>A program is asked over its standard input, for so long, and is told nothing elsewhere (R45).</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ExecutableConnectorTests : IDisposable
{
    private const string Former = "Lantern-over-4-rivers";
    private const string Next = "Harbour-\"of\"-7-boats 港";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("vault-connector-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [UnixFact]
    public void A_program_gets_the_question_on_its_input_and_its_answer_counts()
    {
        var heard = In("heard");

        var result = Change($"/bin/cat > {heard}; echo '{Answer("changed")}'");

        Assert.IsType<ConnectorResult.Changed>(result);
        using var question = JsonDocument.Parse(File.ReadAllText(heard));
        string Said(string name) => question.RootElement.GetProperty(name).GetString()!;
        Assert.Equal(
            ("vault-connector/1", "change", "zhaosheng", Former, Next),
            (Said("format"), Said("action"), Said("login"), Said("current"), Said("next"))
        );
    }

    [UnixFact]
    public void Neither_arguments_nor_environment_of_a_program_have_a_secret()
    {
        var (pid, go) = (In("pid"), In("go"));
        var running = Task.Run(() =>
            Change(
                $"echo $$ > {pid}.new; mv {pid}.new {pid}; while [ ! -e {go} ]; do /bin/sleep 0.05; done; echo '{Answer("changed")}'"
            )
        );
        Until(() => File.Exists(pid));
        var process = "/proc/" + File.ReadAllText(pid).Trim();

        var (arguments, environment) = (File.ReadAllText(process + "/cmdline"), File.ReadAllText(process + "/environ"));
        File.WriteAllText(go, "");

        Assert.IsType<ConnectorResult.Changed>(running.Result);
        // The program is called, so what is looked for would be found.
        Assert.Contains(_folder, arguments);
        Assert.Equal("", environment);
        foreach (var secret in new[] { Former, Next, "zhaosheng" })
            Assert.DoesNotContain(secret, arguments);
    }

    [UnixFact]
    public void After_its_time_a_program_is_killed_with_what_it_has_started()
    {
        var (pid, child) = (In("pid"), In("child"));
        var watch = Stopwatch.StartNew();

        var result = Change(
            $"/bin/sleep 600 & echo $! > {child}; echo $$ > {pid}; echo '{Answer("changed")}'; wait",
            TimeSpan.FromSeconds(2)
        );

        Assert.Equal(new ConnectorResult.Unknown(ConnectorFault.TimedOut), result);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(20));
        foreach (var file in new[] { pid, child })
            Until(() => IsGone(File.ReadAllText(file).Trim()));
    }

    [UnixFact]
    public void A_program_that_ends_with_a_failure_has_not_answered() =>
        Assert.Equal(
            new ConnectorResult.Unknown(ConnectorFault.ExitCode),
            Change($"echo '{Answer("changed")}'; exit 3")
        );

    [UnixFact]
    public void Garbage_is_no_answer()
    {
        foreach (
            var said in new[]
            {
                "",
                "changed",
                "{}",
                "[]",
                "null",
                Answer("Changed"),
                Answer("changed") + Answer("changed"),
                "{\"format\":\"vault-connector/2\",\"result\":\"changed\"}",
                "{\"format\":\"vault-connector/1\",\"result\":\"changed\",\"more\":1}",
                "{\"format\":\"vault-connector/1\",\"result\":\"unknown\",\"result\":\"changed\"}",
            }
        )
            Assert.Equal(new ConnectorResult.Unknown(ConnectorFault.Garbage), Change($"printf '%s' '{said}'"));
    }

    [UnixFact]
    public void What_a_program_says_itself_is_taken_as_said()
    {
        Assert.Equal(
            new ConnectorResult.NotChanged(ConnectorFault.NewRefused),
            Change($"echo '{Answer("not-changed")}'")
        );
        Assert.Equal(new ConnectorResult.Unknown(ConnectorFault.SaysUnknown), Change($"echo '{Answer("unknown")}'"));
    }

    [UnixFact]
    public void Too_much_is_not_listened_to_and_other_noise_is_thrown_away()
    {
        Assert.Equal(
            new ConnectorResult.Unknown(ConnectorFault.TooMuchOutput),
            Change("while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done")
        );
        var spaces = ExecutableOptions.OutputLimit - Answer("changed").Length;
        Assert.IsType<ConnectorResult.Changed>(Change($"printf '%{spaces}s%s' '' '{Answer("changed")}'"));
        Assert.Equal(
            new ConnectorResult.Unknown(ConnectorFault.TooMuchOutput),
            Change($"printf '%{spaces + 1}s%s' '' '{Answer("changed")}'")
        );
        Assert.IsType<ConnectorResult.Changed>(
            Change($"/usr/bin/head -c 300000 /dev/zero >&2; echo '{Answer("changed")}'")
        );
        // One that does not listen at all may know nevertheless.
        Assert.IsType<ConnectorResult.Changed>(Change($"exec <&-; echo '{Answer("changed")}'"));
    }

    [UnixFact]
    public void A_program_that_others_could_replace_is_not_started()
    {
        var ran = In("ran");
        var program = Program($"echo > {ran}; echo '{Answer("changed")}'");
        var refused = new ConnectorResult.NotChanged(ConnectorFault.NotAllowed);

        foreach (var write in new[] { UnixFileMode.GroupWrite, UnixFileMode.OtherWrite })
        {
            File.SetUnixFileMode(program, Run | write);
            Assert.Equal(refused, Asked(program));
            File.SetUnixFileMode(program, Run);
            Directory.CreateSymbolicLink(In("link"), program);
            File.SetUnixFileMode(_folder, Run | write);
            Assert.Equal(refused, Asked(program));
            File.SetUnixFileMode(_folder, Run);
            File.Delete(In("link"));
        }
        Assert.Equal(refused, Asked(program + ".missing"));
        Assert.Equal(refused, Asked(Path.GetRelativePath(Environment.CurrentDirectory, program)));
        Assert.Equal(refused, Asked(_folder));
        Assert.False(File.Exists(ran));

        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal(new ConnectorResult.NotChanged(ConnectorFault.NotStarted), Asked(program));
        File.SetUnixFileMode(program, Run);
        Assert.IsType<ConnectorResult.Changed>(Asked(program));
    }

    private const UnixFileMode Run = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static string Answer(string result) => $"{{\"format\":\"vault-connector/1\",\"result\":\"{result}\"}}";

    private ConnectorResult Change(string script, TimeSpan? limit = null) => Asked(Program(script), limit);

    private static ConnectorResult Asked(string program, TimeSpan? limit = null) =>
        new ExecutableConnector(new(program, limit ?? Limit)).Change(
            new("zhaosheng"),
            Plaintext.From(Encoding.UTF8.GetBytes(Former)),
            Plaintext.From(Encoding.UTF8.GetBytes(Next))
        );

    private string Program(string script)
    {
        var file = In("program-" + Guid.NewGuid().ToString("N"));
        File.WriteAllText(file, "#!/bin/sh\n" + script + "\n");
        File.SetUnixFileMode(file, Run);
        return file;
    }

    private string In(string name) => Path.Combine(_folder, name);

    private static bool IsGone(string pid)
    {
        var stat = $"/proc/{pid}/stat";
        try
        {
            // Dead and not yet buried counts.
            return !File.Exists(stat) || File.ReadAllText(stat).Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static void Until(Func<bool> so)
    {
        for (var tries = 0; !so(); tries++)
        {
            Assert.True(tries < 400, string.Create(CultureInfo.InvariantCulture, $"not so after {tries} looks"));
            Thread.Sleep(50);
        }
    }
}
