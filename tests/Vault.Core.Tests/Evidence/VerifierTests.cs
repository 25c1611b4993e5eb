using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Vault.Core.Audit;
using Vault.Core.Evidence;
using Vault.Core.Tests.Conventions;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Evidence;

/// <summary>
/// Two verifiers, written from the specification in two languages, say the same last line of every log, good, damaged or
/// made to deceive (R50). <c>VERIFIER_LOGS</c> sets how many logs; 500 without it.
/// </summary>
[Trait("R", "R50")]
public sealed class VerifierTests : IDisposable
{
    private static readonly Random Chance = new(Environment.TickCount);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vault-verify-");
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public VerifierTests() => File.WriteAllText(PathOf("key.pem"), _key.ExportSubjectPublicKeyInfoPem());

    public void Dispose()
    {
        _key.Dispose();
        _folder.Delete(recursive: true);
    }

    [NeedsTool("python3", "openssl")]
    public async Task Both_say_the_same_of_every_export_and_database()
    {
        var wanted = int.Parse(Environment.GetEnvironmentVariable("VERIFIER_LOGS") ?? "500");
        var (verified, seen) = (0, new HashSet<string>(StringComparer.Ordinal));
        while (verified < wanted)
        {
            var log = Log();
            Write("witness", Witness(log));
            var cases = Damage.OfExports.Select(d => (d.Name, d.Expected, Write(d.Name, d.Do(log, Chance))));
            var all = cases
                .Concat(DatabaseDamage.All.Select(d => (d.Name, (string?)d.Expected, Damaged(log, d))))
                .ToList();

            var verdicts = await Agreed([.. all.Select(c => c.Item3)], "witness");

            for (var i = 0; i < all.Count; i++)
            {
                var (name, expected, file) = all[i];
                Assert.True(expected is null || Starts(verdicts[i], expected), $"{name}: {verdicts[i]}");
                // Whatever chance did: a log called sound is this log, to the last byte of its entries.
                if (verdicts[i].StartsWith("SOUND ", StringComparison.Ordinal))
                    AssertIsIntact(log, file, name, verdicts[i]);
                seen.Add(verdicts[i].Split(' ')[1]);
            }
            verified += all.Count;
        }
        foreach (
            var fault in Enum.GetValues<LogFault>().Except([LogFault.Unreadable, LogFault.NoKey, LogFault.NoCheckpoint])
        )
            if (fault is not (LogFault.Checkpoint or LogFault.CheckpointSignature))
                Assert.Contains($"code={LogVerdict.CodeOf(fault)}", seen);
    }

    [NeedsTool("python3", "openssl")]
    public async Task Both_take_the_same_for_JSON()
    {
        var log = Log();
        var files = Damage.OddLeaves.Select((odd, i) => Write($"odd-{i}", Damage.Odd(log, odd.End))).ToList();

        var verdicts = await Agreed(files);

        for (var i = 0; i < files.Count; i++)
        {
            var (rest, isJson) = Damage.OddLeaves[i];
            Assert.True(
                Starts(verdicts[i], isJson ? "SOUND size=1 " : "UNSOUND code="),
                $"{rest[..Math.Min(80, rest.Length)]}: {verdicts[i]}"
            );
            Assert.True(isJson || verdicts[i].EndsWith(" at=0", StringComparison.Ordinal), verdicts[i]);
        }
    }

    [NeedsTool("python3", "openssl")]
    public async Task Both_read_the_same_checkpoints_from_a_file()
    {
        var log = Log(epochs: true);
        var export = Write("export", log.Export());
        foreach (var (name, expected, content) in Checkpoints(log))
        {
            Write("given", Encoding.UTF8.GetBytes(content));
            var verdict = (await Agreed([export], "given"))[0];
            Assert.True(Starts(verdict, expected), $"{name}: {verdict}");
        }
    }

    [NeedsTool("python3", "openssl")]
    public async Task Without_key_or_checkpoint_or_file_neither_calls_a_log_sound()
    {
        var log = Log();
        var (export, database) = (Write("export", log.Export()), PathOf("database"));
        log.WriteDatabase(database);
        Write("empty", []);

        Assert.Equal("UNSOUND code=no-key at=--", (await Agreed([export], key: null))[0]);
        Assert.Equal("UNSOUND code=no-checkpoint at=--", (await Agreed([database]))[0]);
        Assert.Equal("UNSOUND code=unreadable at=--", (await Agreed([PathOf("nowhere")]))[0]);
        Assert.Equal("UNSOUND code=unreadable at=--", (await Agreed([_folder.FullName]))[0]);
        Assert.Equal("UNSOUND code=unreadable at=--", (await Agreed([export], "nowhere"))[0]);
        Assert.Equal("UNSOUND code=checkpoint at=--", (await Agreed([export], "empty"))[0]);
        var nothing = new MadeLog(0, Chance, _key);
        Assert.StartsWith(
            "SOUND size=0 ",
            (await Agreed([Write("nothing", nothing.Export())]))[0],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_database_is_proven_as_far_as_its_newest_checkpoint_and_no_further()
    {
        var log = Log();
        log.WriteDatabase(PathOf("database"));
        Write("given", Encoding.UTF8.GetBytes(log.Note(3)));

        var verified = VerifyLog.Run(new(PathOf("database"), _key, [PathOf("given")]));

        Assert.Equal($"SOUND size=3 root={Convert.ToBase64String(log.Root(3))}", verified.Verdict.ToString());
        var rest = Assert.Single(verified.Lines, l => l.Kind == EvidenceKind.Unwitnessed);
        Assert.Equal([log.Size - 3, 3L], rest.Arguments);
    }

    private MadeLog Log(bool? epochs = null)
    {
        var log = new MadeLog(Chance.Next(4, 12), Chance, _key);
        // Texts in two entries at least.
        log.Append(
            new Core.People.PersonAdded(
                PersonId.New(),
                PrivateText.Of("李四"),
                PrivateText.Of("li"),
                UnitId.New(),
                false
            )
        );
        if (epochs ?? Chance.Next(2) == 0)
            log.OpenEpoch(4);
        for (var i = Chance.Next(4, 30); i > 0; i--)
            log.Append(new Core.People.ContactOpened(PersonId.New()));
        return log;
    }

    /// <summary>What a witness has of a log, with everything that may stand in such a file and counts for nothing.</summary>
    private byte[] Witness(MadeLog log)
    {
        var other = new MadeLog(3, Chance, _key);
        var notes = new List<string> { other.Note(), log.Note(1, epoch: 1), log.Note(4, epoch: 1) };
        if (log.Epoch > 1)
            notes.Add(new Checkpoint(log.Head(epoch: 1).Origin, 7, new byte[32]).Sign(_key));
        // Cut off while it was written.
        notes.Add(log.Note()[..^9]);
        var file = string.Concat(notes.Select(n => $"\n{n}\n"))[..^1];
        return Encoding.UTF8.GetBytes(file + $"\n{log.Note(log.Size - 1)}\n\n{log.Note()}\n");
    }

    private IEnumerable<(string Name, string Expected, string Content)> Checkpoints(MadeLog log)
    {
        const string sound = "SOUND ";
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (note, other) = (log.Note(), new MadeLog(3, Chance, _key).Note());
        var first = log.Head(epoch: 1).Origin;
        yield return ("one", sound, note);
        yield return ("after words", sound, "Reviewed in March.\n\n" + note + "\nSigned: 沈阅\n");
        yield return ("a lost one alone", sound, new Checkpoint(first, 5, new byte[32]).Sign(_key));
        yield return ("of size 0", sound, log.Note(0, epoch: 1));
        yield return ("cut off, then whole", sound, note[..^20] + "\n" + note);
        yield return ("whole, then cut off", sound, note + "\n" + note[..^20]);
        yield return ("a long line between", sound, note + "\n" + new string('x', 3_000_000) + "\n" + note);
        yield return ("another vault's too", sound, other + "\n" + note);
        yield return ("another vault's alone", "UNSOUND code=checkpoint ", other);
        yield return ("CRLF", "UNSOUND code=checkpoint ", note.Replace("\n", "\r\n", StringComparison.Ordinal));
        yield return ("no final line feed", "UNSOUND code=checkpoint ", note[..^1]);
        yield return ("malformed", "UNSOUND code=checkpoint ", note[..^20] + "\n\n" + note);
        yield return (
            "an extension line",
            "UNSOUND code=checkpoint ",
            SignedNote.Sign(log.Head().Text() + "x\n", log.Head().Origin, _key)
        );
        yield return ("by a stranger", "UNSOUND code=checkpoint-signature", log.Head().Sign(stranger));
        yield return (
            "good, then by a stranger",
            "UNSOUND code=checkpoint-signature",
            note + "\n" + log.Head().Sign(stranger)
        );
        yield return ("cosigned", sound, note + log.Head().Sign(stranger).Split("\n\n")[1]);
        yield return (
            "a larger one",
            "UNSOUND code=checkpoint-size",
            (log.Head() with { Size = log.Size + 1 }).Sign(_key)
        );
        yield return ("a later epoch", "UNSOUND code=checkpoint-size", log.Note(3, epoch: 3));
        yield return (
            "another root",
            "UNSOUND code=checkpoint-root",
            (log.Head(4) with { Root = new byte[32] }).Sign(_key)
        );
        yield return (
            "another root before the epoch",
            "UNSOUND code=checkpoint-root",
            new Checkpoint(first, 4, new byte[32]).Sign(_key)
        );
    }

    private string Damaged(MadeLog log, DatabaseDamage damage)
    {
        var path = PathOf("db " + damage.Name);
        File.Delete(path);
        log.WriteDatabase(path);
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = damage.Sql;
        command.ExecuteNonQuery();
        return path;
    }

    private static void AssertIsIntact(MadeLog log, string file, string name, string verdict)
    {
        Assert.True(verdict == $"SOUND size={log.Size} root={Convert.ToBase64String(log.Root(log.Size))}", name);
        var content = File.ReadAllBytes(file);
        Assert.All(log.Leaves, leaf => Assert.True(content.AsSpan().IndexOf(leaf) >= 0, name));
    }

    /// <summary>The last lines for these files, which both verifiers have to give.</summary>
    private async Task<List<string>> Agreed(List<string> files, string? checkpoints = null, string? key = "key.pem")
    {
        var start = new ProcessStartInfo(
            "python3",
            [Path.Combine(Repository.Root, "deploy", "verify_log.py"), .. files]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (key is not null)
            Array.ForEach<string>(["--key", PathOf(key)], start.ArgumentList.Add);
        if (checkpoints is not null)
            Array.ForEach<string>(["--checkpoint", PathOf(checkpoints)], start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = (await process.StandardOutput.ReadToEndAsync()).TrimEnd('\n').Split('\n');
        await process.WaitForExitAsync();
        Assert.Equal("", await errors);
        List<string> theirs = files.Count == 1 ? [said[^1]] : [.. said];
        var ours = files.ConvertAll(f =>
            VerifyLog
                .Run(new(f, key is null ? null : _key, checkpoints is null ? [] : [PathOf(checkpoints)]))
                .Verdict.ToString()
        );
        Assert.Equal(files.Count, theirs.Count);
        for (var i = 0; i < files.Count; i++)
            Assert.True(ours[i] == theirs[i], $"{Path.GetFileName(files[i])}: {ours[i]} here, {theirs[i]} in Python");
        var worst =
            ours.Exists(v => v.Contains("unreadable")) ? 2
            : ours.TrueForAll(v => Starts(v, "SOUND ")) ? 0
            : 1;
        Assert.Equal(worst, process.ExitCode);
        return ours;
    }

    private static bool Starts(string verdict, string beginning) =>
        verdict.StartsWith(beginning, StringComparison.Ordinal);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private string Write(string name, byte[] content)
    {
        File.WriteAllBytes(PathOf(name), content);
        return PathOf(name);
    }
}
