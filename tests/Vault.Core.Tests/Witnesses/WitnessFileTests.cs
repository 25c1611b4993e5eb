using System.Security.Cryptography;
using System.Text;
using Vault.Core.Audit;
using Vault.Core.Witnesses;
using Xunit;

namespace Vault.Core.Tests.Witnesses;

/// <summary>The file finds the newest checkpoint of its vault, whatever stands before, between and after the notes.</summary>
public sealed class WitnessFileTests : IDisposable
{
    private static readonly VaultId Vault = VaultId.New();

    private readonly string _folder = Directory.CreateTempSubdirectory("vault-test-").FullName;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly WitnessFile _file;

    public WitnessFileTests() => _file = new WitnessFile(FilePath);

    private string FilePath => Path.Combine(_folder, "witness", "checkpoints.txt");

    public void Dispose()
    {
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_newest_note_is_the_one_with_the_largest_size()
    {
        await Write(Note(5), Note(9), Note(7));
        Assert.Equal(9, Newest()!.Size);
    }

    [Fact]
    public async Task An_old_note_appended_again_hides_nothing()
    {
        await Write([.. Enumerable.Range(1, 40).Select(n => Note(n)), Note(2), Note(2)]);
        Assert.Equal(40, Newest()!.Size);
    }

    [Fact]
    public async Task A_later_epoch_comes_before_a_larger_size()
    {
        await Write(Note(90), Note(12, epoch: 2), Note(11, epoch: 2));
        var newest = Newest()!;
        Assert.Equal((LogOrigin.Of(Vault, 2), 12L), (newest.Origin, newest.Size));
    }

    [Fact]
    public async Task What_does_not_count_is_passed_over()
    {
        await Write(Note(90), Note(12));
        Assert.Equal(12, _file.Newest(Vault, _key, (_, size) => size <= 50)!.Size);
    }

    [Fact]
    public async Task A_note_that_was_cut_off_takes_no_other_with_it()
    {
        var note = Note(6);
        foreach (var cut in Enumerable.Range(1, note.Length - 1))
        {
            await Write(Note(5));
            await File.AppendAllTextAsync(FilePath, note[..cut]);
            // Without its last line feed it is whole.
            Assert.Equal(cut == note.Length - 1 ? 6 : 5, Newest()!.Size);
            await _file.Take(Note(7), CancellationToken.None);
            Assert.Equal(7, Newest()!.Size);
            File.Delete(FilePath);
        }
    }

    [Fact]
    public async Task Notes_of_another_vault_or_by_another_key_are_left_alone()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var head = new Checkpoint(LogOrigin.Of(Vault, 1), 99, new byte[32]);
        var elsewhere = new Checkpoint(LogOrigin.Of(VaultId.New(), 1), 99, new byte[32]);
        await Write(Note(5), head.Sign(stranger), elsewhere.Sign(_key), "\n— nothing\nof\n\nthe kind\n");
        Assert.Equal(5, Newest()!.Size);
    }

    [Fact]
    public async Task A_file_without_a_note_has_none()
    {
        await Write("nothing here\n");
        Assert.Null(Newest());
    }

    [Fact]
    public async Task A_file_that_has_gone_away_is_not_made_anew()
    {
        await Write(Note(5));
        File.Delete(FilePath);
        await Assert.ThrowsAsync<FileNotFoundException>(() => _file.Take(Note(6), CancellationToken.None));
        Assert.False(_file.Exists);
    }

    [Fact]
    public async Task It_stays_as_it_was_and_grows_at_its_end()
    {
        await Write(Note(5));
        var before = await File.ReadAllBytesAsync(FilePath);
        await _file.Take(Note(6), CancellationToken.None);
        var after = await File.ReadAllBytesAsync(FilePath);
        Assert.Equal(before, after[..before.Length]);
        Assert.Contains("\n6\n", Encoding.UTF8.GetString(after[before.Length..]), StringComparison.Ordinal);
    }

    private Checkpoint? Newest() => _file.Newest(Vault, _key, (_, _) => true);

    private async Task Write(params string[] notes)
    {
        _file.Begin(notes[0]);
        foreach (var note in notes.Skip(1))
            await _file.Take(note, CancellationToken.None);
    }

    private string Note(long size, int epoch = 1) =>
        new Checkpoint(LogOrigin.Of(Vault, epoch), size, SHA256.HashData([(byte)size])).Sign(_key);
}
