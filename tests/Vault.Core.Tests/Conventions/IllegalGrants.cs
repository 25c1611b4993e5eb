namespace Vault.Core.Tests.Conventions;

internal static class IllegalGrants
{
    public static IllegalState[] States =>
        [
            new(
                "Nobody makes a fresh proof",
                Writer.Friend,
                "CS0122",
                "object Do() => new FreshProof(Session, ProofPurpose.UseSecrets, null, default);",
                "object? Do() => Session.ProofFor(ProofPurpose.UseSecrets, null, default);"
            ),
            new(
                "A page has no proof without a verification",
                Writer.Outside,
                "CS0122",
                "object Do(AuditReceipt<SecondFactorVerified> r) => FreshProof.From(r, Session);",
                "object? Do(AuditReceipt<SecondFactorVerified> r) => Session.ProofFor(r.Event.Purpose, null, default);"
            ),
            new(
                "A sign-in is no verification of the second factor",
                Writer.Friend,
                "CS1503",
                "object Do(AuditReceipt<SignedIn> r) => FreshProof.From(r, Session);",
                "object Do(AuditReceipt<SecondFactorVerified> r) => FreshProof.From(r, Session);"
            ),
            new(
                "A proof does not change what it is for",
                Writer.Friend,
                "CS0200",
                "void Do() => Proof.Purpose = ProofPurpose.Administer;",
                "ProofPurpose Do() => Proof.Purpose;"
            ),
            new(
                "A page does not start a session",
                Writer.Outside,
                "CS0122",
                """object Do(AuditReceipt<SignedIn> r) => new Session(r, Person, default, null, "", default);""",
                """object Do(AuditReceipt<SignedIn> r, SessionStore store) => store.Start(r, Person, null, "", default);"""
            ),
            new(
                "A session is not started on another line",
                Writer.Outside,
                "CS1503",
                """object Do(SessionStore store) => store.Start(Shown, Person, null, "", default);""",
                """object Do(SessionStore store, AuditReceipt<SignedIn> r) => store.Start(r, Person, null, "", default);"""
            ),
            new(
                "Nobody makes a reason without parsing it",
                Writer.Friend,
                "CS0122",
                """object Do() => new Reason("发布今天的招生通知");""",
                """object? Do() => Reason.TryParse("发布今天的招生通知", out var reason, out _) ? reason : null;"""
            ),
            new(
                "A text is no reason",
                Writer.Outside,
                "CS1503",
                """Task Do(Reveal reveal) => reveal.Run(Actor, Proof, Account, Component.Password, "发布今天的招生通知");""",
                "Task Do(Reveal reveal) => reveal.Run(Actor, Proof, Account, Component.Password, Why);"
            ),
            new(
                "A reveal without a reason",
                Writer.Outside,
                "CS7036",
                "Task Do(Reveal reveal) => reveal.Run(Actor, Proof, Account, Component.Password);",
                "Task Do(Reveal reveal) => reveal.Run(Actor, Proof, Account, Component.Password, Why);"
            ),
            new(
                "A reason does not change after parsing",
                Writer.Friend,
                "CS0200",
                """Reason Do() => Why with { Text = "x" };""",
                "Reason Do() => Why with { };"
            ),
            new(
                "Nobody makes an actor of loose parts",
                Writer.Friend,
                "CS0122",
                """object Do() => new Actor(Person, "张三", null, null);""",
                "object Do(Person who) => Actor.Of(who, null, null);"
            ),
            new(
                "An actor does not become another person",
                Writer.Friend,
                "CS0200",
                "Actor Do() => Actor with { Person = Person };",
                "Actor Do() => Actor with { };"
            ),
            new(
                "A user name is not made without parsing it",
                Writer.Friend,
                "CS0122",
                """UserName Do() => new UserName("Zhang San");""",
                """UserName Do() => UserName.TryParse("zhang.san", out var name) ? name : default;"""
            ),
            new(
                "An account is no person",
                Writer.Outside,
                "CS0029",
                "PersonId Do() => Account;",
                "PersonId Do() => Person;"
            ),
            new(
                "A person is no account",
                Writer.Outside,
                "CS1503",
                "Task Do(Reveal reveal) => reveal.Run(Actor, Proof, Person, Component.Password, Why);",
                "Task Do(Reveal reveal) => reveal.Run(Actor, Proof, Account, Component.Password, Why);"
            ),
            new(
                "An account is not compared with a person",
                Writer.Outside,
                "CS0019",
                "bool Do() => Account == Person;",
                "bool Do() => Account == default;"
            ),
            new(
                "A bare identifier is no account",
                Writer.Outside,
                "CS0029",
                "AccountId Do(Guid any) => any;",
                "AccountId Do(Guid any) => AccountId.From(any);"
            ),
            new(
                "A text is no account",
                Writer.Outside,
                "CS0029",
                """AccountId Do() => "0d9c5a5e-0000-4000-8000-000000000000";""",
                "AccountId Do(string text) => AccountId.TryParse(text, null, out var id) ? id : default;"
            ),
            new(
                "Nobody makes a proposal past its factories",
                Writer.Friend,
                "CS0122",
                "object Do() => new Proposal();",
                "object Do() => Proposal.OfInvitation(Person, Person, default);"
            ),
            new(
                "The content of a proposal does not change",
                Writer.Friend,
                "CS8852",
                "void Do(Proposal p) => p.Beneficiary = Person;",
                "PersonId Do(Proposal p) => p.Beneficiary;"
            ),
            new(
                "The decision on a proposal is not set",
                Writer.Friend,
                "CS0272",
                "void Do(Proposal p) => p.Decision = ProposalDecision.Confirmed;",
                "bool Do(Proposal p) => p.IsOpen;"
            ),
            new(
                "Nobody makes an appointment past its factory",
                Writer.Friend,
                "CS0122",
                "object Do() => new Appointment();",
                "bool Do(Appointment a) => a.IsLive(default);"
            ),
            new(
                "An appointment has no other role later",
                Writer.Friend,
                "CS8852",
                "void Do(Appointment a) => a.Role = AppointmentRole.Custodian;",
                "AppointmentRole Do(Appointment a) => a.Role;"
            ),
            new(
                "A version is not put back into use from outside",
                Writer.Friend,
                "CS0272",
                "void Do(SecretVersion v) => v.State = VersionState.Current;",
                "VersionState Do(SecretVersion v) => v.State;"
            ),
            new(
                "The ciphertext of a version is not replaced",
                Writer.Friend,
                "CS8852",
                "void Do(SecretVersion v) => v.CiphertextHash = [];",
                "byte[] Do(SecretVersion v) => v.CiphertextHash;"
            ),
        ];
}
