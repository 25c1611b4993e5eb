namespace Vault.Core.Tests.Conventions;

internal static class IllegalOpenings
{
    public static IllegalState[] States =>
        [
            new(
                "A secret does not open without a receipt",
                Writer.Outside,
                "CS7036",
                "bool Do() => Sealer.Open(Secret, s => s.IsEmpty);",
                "bool Do() => Sealer.Open(Secret, Shown, s => s.IsEmpty);"
            ),
            new(
                "A secret does not open on no receipt",
                Writer.Outside,
                "CS8625",
                "bool Do() => Sealer.Open(Secret, default, s => s.IsEmpty);",
                "bool Do() => Sealer.Open(Secret, Shown, s => s.IsEmpty);"
            ),
            new(
                "A secret does not open on the receipt of a code",
                Writer.Outside,
                "CS1503",
                "bool Do() => Sealer.Open(Secret, Issued, s => s.IsEmpty);",
                "bool Do() => Sealer.Open(Secret, Shown, s => s.IsEmpty);"
            ),
            new(
                "A secret does not open on the receipt of a copy",
                Writer.Outside,
                "CS1503",
                "bool Do() => Sealer.Open(Secret, Copied, s => s.IsEmpty);",
                "bool Do() => Sealer.Open(Secret, Shown, s => s.IsEmpty);"
            ),
            new(
                "A code is not computed on the receipt of a reveal",
                Writer.Outside,
                "CS1503",
                "string Do() => Sealer.IssueCode(Seed, Shown, default).Code;",
                "string Do() => Sealer.IssueCode(Seed, Issued, default).Code;"
            ),
            new(
                "A receipt opens one secret and not a list of them",
                Writer.Outside,
                "CS9174",
                "bool Do() => Sealer.Open([Secret, Seed], Shown, s => s.IsEmpty);",
                "bool Do() => Sealer.Open(Secret, Shown, s => s.IsEmpty);"
            ),
            new(
                "A page does not open a ciphertext past the log",
                Writer.Outside,
                "CS0122",
                "byte[] Do() => Secret.Ciphertext;",
                "byte[] Do() => Secret.Hash;"
            ),
            new(
                "A page does not make a sealed secret of bytes",
                Writer.Outside,
                "CS0122",
                "object Do() => new SealedSecret(default, Secret.Address, []);",
                "object Do() => new SecretAddress(Account, Component.Password, 1);"
            ),
            new(
                "A page does not seal past the log",
                Writer.Outside,
                "CS0122",
                "object Do(Plaintext s) => Sealer.Seal(s, default, Secret.Address);",
                "object Do(Plaintext s) => Sealer.Probe(Secret);"
            ),
            new(
                "A page does not ask which value a version had",
                Writer.Outside,
                "CS0122",
                "bool Do(SecretVersion v, Plaintext s) => Sealer.HadValue(v, s, Component.Password);",
                "bool Do(SecretVersion v, Plaintext s) => s.IsEmpty;"
            ),
            new(
                "A page does not ask for the fingerprint of a value",
                Writer.Outside,
                "CS0122",
                "string Do(Plaintext s) => Sealer.FingerprintOf(s, Component.Password);",
                "bool Do(Plaintext s) => s.IsEmpty;"
            ),
            new(
                "Nobody makes a receipt",
                Writer.Friend,
                "CS0122",
                "object Do(SecretRevealed line) => new AuditReceipt<SecretRevealed>(1, default, line);",
                "object Do(SecretRevealed line, WriteScope scope) => scope.Append(line);"
            ),
            new(
                "Nobody makes the seal that issues receipts",
                Writer.Friend,
                "CS0122",
                "object Do() => new AuditLog.Seal();",
                "object Do(AuditLog.Batch batch) => AuditLog.Seal.For(batch);"
            ),
            new(
                "A page does not use a receipt up or issue one",
                Writer.Outside,
                "CS0122",
                "void Do() => Shown.Use();",
                "long Do() => Shown.Sequence;"
            ),
            new(
                "A page does not make a scope to append to",
                Writer.Outside,
                "CS0122",
                "object Do() => new WriteScope(Db, null!, Actor, default);",
                "object Do(WriteScope scope) => scope.Append(new SignedOut(default));"
            ),
        ];
}
