using System.Diagnostics;
using System.IO.Compression;
using Vault.TestKit;
using Xunit;

namespace Vault.Web.Tests.Commands;

/// <summary>R67: reading a file, good or hostile, keeps within its memory and leaves nothing in the temporary folder.</summary>
public sealed class ImportProcessTests : IDisposable
{
    // In hexadecimal, as the runtime wants it: 160 MB for objects, beyond which the process would break down.
    private const string Heap = "A000000";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vault-import-");
    private readonly DirectoryInfo _temp;

    public ImportProcessTests() => _temp = _folder.CreateSubdirectory("temp");

    public void Dispose() => _folder.Delete(recursive: true);

    public static TheoryData<string, int> Files =>
        new()
        {
            { "10 000 rows of xlsx", 0 },
            { "a bomb", 2 },
            { "a broken xlsx", 2 },
            { "a broken xls", 2 },
            { "five megabytes of commas", 2 },
        };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Nothing_is_left_in_the_temporary_folder_and_memory_suffices(string name, int expected)
    {
        var file = Path.Combine(_folder.FullName, "register");
        await File.WriteAllBytesAsync(file, Content(name));
        var touched = new List<string>();
        using var watcher = new FileSystemWatcher(_temp.FullName) { IncludeSubdirectories = true };
        watcher.Created += (_, e) => touched.Add(e.FullPath);
        watcher.EnableRaisingEvents = true;

        var (code, said) = await Run("import-register", file, "--dry-run");

        Assert.True(code == expected, said);
        Assert.Empty(touched);
        Assert.Empty(_temp.EnumerateFileSystemInfos());
    }

    private async Task<(int Code, string Said)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(
            HostTools.PathOf("dotnet") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Vault.Web.dll"), .. arguments]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
            Environment =
            {
                ["TMPDIR"] = _temp.FullName,
                ["DOTNET_GCHeapHardLimit"] = Heap,
                // The runtime's own socket for debuggers would stand there too.
                ["DOTNET_EnableDiagnostics"] = "0",
            },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync() + await errors;
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }

    private static byte[] Content(string name) =>
        name switch
        {
            "10 000 rows of xlsx" => Long().Xlsx(),
            "a bomb" => Bomb(),
            "a broken xlsx" => Long().Xlsx()[..20_000],
            "a broken xls" => new XlsBook()
                .With(
                    "台账",
                    [
                        ["单位", "微信名称"],
                        ["示例学院", "甲"],
                    ]
                )
                .Xls()[..2_000],
            _ => [.. Enumerable.Repeat((byte)',', 5_000_000)],
        };

    private static SheetBook Long() =>
        new SheetBook().With(
            "台账",
            [
                [
                    "设立单位",
                    "微信名称",
                    "微信号",
                    "负责人姓名",
                    "负责人手机",
                    "管理员姓名",
                    "管理员手机",
                    "管理员邮箱",
                ],
                .. Enumerable.Range(1, 9_999).Select(Row),
            ]
        );

    private static object?[] Row(int i) =>
        [
            $"示例学院{i % 60}",
            $"示例官微{i}",
            $"example_{i}",
            $"张{i % 500}",
            13_800_000_000d + i,
            $"李{i % 900}",
            13_900_000_000d + i,
            $"admin{i}@example.edu.cn",
        ];

    private static byte[] Bomb()
    {
        using var stream = new MemoryStream();
        stream.Write(Long().Xlsx());
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var part = archive.CreateEntry("xl/bomb.xml", CompressionLevel.SmallestSize).Open();
            for (var i = 0; i < 200; i++)
                part.Write(new byte[1024 * 1024]);
        }
        return stream.ToArray();
    }
}
