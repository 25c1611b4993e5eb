namespace Vault.Core.Tests.Conventions;

internal static class IllegalUses
{
    public static IllegalState[] States =>
        [
            new(
                "An opened secret is not kept in a field",
                Writer.Friend,
                "CS8345",
                "private Plaintext _kept; void Do(Plaintext s) => _kept = s;",
                "private SealedSecret? _kept; object? Do(SealedSecret s) => _kept = s;"
            ),
            new(
                "An opened secret is not kept in a property",
                Writer.Friend,
                "CS8345",
                "Plaintext Kept { get; set; }",
                "SealedSecret? Kept { get; set; }"
            ),
            new(
                "An opened secret does not come out of its use",
                Writer.Friend,
                "CS9244",
                "void Do() => Sealer.Open(Secret, Shown, s => s);",
                "bool Do() => Sealer.Open(Secret, Shown, s => s.IsEmpty);"
            ),
            new(
                "An opened secret is not what a task brings",
                Writer.Friend,
                "CS9244",
                "Task<Plaintext> Do() => throw new NotSupportedException();",
                "Task<SealedSecret> Do() => Task.FromResult(Secret);"
            ),
            new(
                "An opened secret does not outlive an await",
                Writer.Friend,
                "CS4007",
                """async Task Do() { var s = Plaintext.From("x"u8); await Task.Yield(); Page.Write(s.IsEmpty); }""",
                "async Task Do() { var s = Secret; await Task.Yield(); Page.Write(s.Id); }"
            ),
            new(
                "An opened secret is not given to an async method",
                Writer.Friend,
                "CS4012",
                "async Task Do(Plaintext s) { await Task.Yield(); }",
                "async Task Do(SealedSecret s) { await Task.Yield(); }"
            ),
            new(
                "An opened secret is not interpolated",
                Writer.Friend,
                "CS9244",
                """string Do(Plaintext s) => $"value: {s}";""",
                """string Do(Plaintext s) => $"value: {s.IsEmpty}";"""
            ),
            new(
                "An opened secret is not concatenated",
                Writer.Friend,
                "CS0019",
                """string Do(Plaintext s) => "value: " + s;""",
                """string Do(Plaintext s) => "value: " + s.IsEmpty;"""
            ),
            new(
                "An opened secret is not formatted",
                Writer.Friend,
                "CS1503",
                """string Do(Plaintext s) => string.Format(null, "{0}", s);""",
                """string Do(Plaintext s) => string.Format(null, "{0}", s.IsEmpty);"""
            ),
            new(
                "An opened secret is not serialised as JSON",
                Writer.Friend,
                "CS9244",
                "string Do(Plaintext s) => JsonSerializer.Serialize(s);",
                "string Do(Plaintext s) => JsonSerializer.Serialize(s.IsEmpty);"
            ),
            new(
                "An opened secret is not logged",
                Writer.Friend,
                "CS1503",
                """void Do(Plaintext s) => Log.LogInformation("{S}", s);""",
                """void Do(Plaintext s) => Log.LogInformation("{S}", s.IsEmpty);"""
            ),
            new(
                "An opened secret is not boxed",
                Writer.Friend,
                "CS0029",
                "object Do(Plaintext s) => s;",
                "object Do(Plaintext s) => s.IsEmpty;"
            ),
            new(
                "An opened secret is not captured",
                Writer.Friend,
                "CS9108",
                "Func<bool> Do(Plaintext s) => () => s.IsEmpty;",
                "Func<bool> Do(Plaintext s) { var empty = s.IsEmpty; return () => empty; }"
            ),
            new(
                "An opened secret is not put in a list",
                Writer.Friend,
                "CS9244",
                "object Do() => new List<Plaintext>();",
                "object Do() => new List<SealedSecret>();"
            ),
            new(
                "An opened secret is not put in an array",
                Writer.Friend,
                "CS0611",
                "object Do() => new Plaintext[1];",
                "object Do() => new SealedSecret[1];"
            ),
            new(
                "An opened secret is not put in a tuple",
                Writer.Friend,
                "CS9244",
                "bool Do(Plaintext s) => (s, 1).Item2 == 1;",
                "bool Do(Plaintext s) => (s.IsEmpty, 1).Item2 == 1;"
            ),
            new(
                "An opened secret is not yielded",
                Writer.Friend,
                "CS9267",
                "IEnumerable<Plaintext> Do() { yield break; }",
                "IEnumerable<SealedSecret> Do() { yield break; }"
            ),
            new(
                "An opened secret is not part of an event",
                Writer.Friend,
                "CS8345",
                "sealed record Shouted(Plaintext S) : AuditEvent;",
                "sealed record Shouted(AccountId S) : AuditEvent;"
            ),
            new(
                "An opened secret is not kept in the data of an exception",
                Writer.Friend,
                "CS0029",
                """void Do(Exception e, Plaintext s) => e.Data["s"] = s;""",
                """void Do(Exception e, Plaintext s) => e.Data["s"] = s.IsEmpty;"""
            ),
            new(
                "A page does not take the bytes of an opened secret",
                Writer.Outside,
                "CS0122",
                "int Do(Plaintext s) => s.Utf8.Length;",
                "void Do(Plaintext s) => s.WriteTo(Page, Write);"
            ),
            new(
                "An opened secret is written and not returned",
                Writer.Outside,
                "CS0029",
                "string Do(Plaintext s) => s.WriteTo(Page, Write);",
                "void Do(Plaintext s) => s.WriteTo(Page, Write);"
            ),
            new(
                "What is written is not kept",
                Writer.Friend,
                "CS8175",
                "void Do(Plaintext s) { ReadOnlySpan<char> kept = default; s.WriteTo(Page, (w, text) => kept = text); }",
                "void Do(Plaintext s) => s.WriteTo(Page, (w, text) => w.Write(text));"
            ),
        ];
}
