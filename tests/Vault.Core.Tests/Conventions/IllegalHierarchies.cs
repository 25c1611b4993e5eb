namespace Vault.Core.Tests.Conventions;

internal static class IllegalHierarchies
{
    public static IllegalState[] States =>
        [
            new(
                "There is no other outcome of a reveal",
                Writer.Friend,
                "CS0122",
                "sealed record Shown2(string Value) : RevealOutcome;",
                "object Do() => new RevealOutcome.NotFound();"
            ),
            new(
                "There is no other outcome of a code",
                Writer.Friend,
                "CS0122",
                "sealed record Shown2(string Value) : IssueCodeOutcome;",
                "object Do() => new IssueCodeOutcome.NotFound();"
            ),
            new(
                "A granted reveal has its receipt",
                Writer.Outside,
                "CS7036",
                "object Do() => new RevealOutcome.Granted(Secret);",
                "object Do() => new RevealOutcome.Granted(Secret, Shown);"
            ),
            new(
                "A granted reveal has the receipt of a reveal",
                Writer.Outside,
                "CS1503",
                "object Do() => new RevealOutcome.Granted(Secret, Issued);",
                "object Do() => new RevealOutcome.Granted(Secret, Shown);"
            ),
            new(
                "There is no other kind of grant to ask for",
                Writer.Friend,
                "CS0122",
                "sealed record ForMyself(PersonId Who) : GrantRequest(GrantKind.Role, Who);",
                "object Do() => new GrantRequest.ForInvitation(Person);"
            ),
            new(
                "An invitation grants no account",
                Writer.Outside,
                "CS1729",
                "object Do() => new GrantRequest.ForInvitation(Person, Account);",
                "object Do() => new GrantRequest.ForAppointment(Person, Account, AppointmentRole.Custodian, null);"
            ),
            new(
                "There is no other step on a proposal",
                Writer.Friend,
                "CS0122",
                "sealed record Undo() : ProposalStep;",
                "object Do() => new ProposalStep.Confirm();"
            ),
        ];
}
