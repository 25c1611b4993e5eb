using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Exports;
using Vault.Core.People;

namespace Vault.Core.Filings;

/// <summary>A form as it was printed, with what marks it.</summary>
/// <param name="Former">The one filed last before it; null: none was.</param>
public sealed record PrintedForm(Filing Filing, FilingForm Form, FormContent Content, FormContent? Former)
{
    /// <summary>As it stands on the paper: number of the filing and revision.</summary>
    public string Number =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Filing.Number}/{Form.Revision}");

    public IReadOnlySet<int> Changed => Former is { } former ? Content.ColumnsUnlike(former) : new HashSet<int>();
}

/// <summary>
/// Fills in the registration form of one account for its filing and keeps it as it was printed. Phones and mailboxes stand
/// on it, so it takes a second factor for <see cref="ProofPurpose.Export"/> of this filing, and is a line of its own.
/// </summary>
public sealed class PrintFilingForm(VaultInstance vault, FieldSealer fields)
{
    /// <exception cref="VaultUnavailableException">The log took no line: nothing is shown.</exception>
    /// <exception cref="TamperedRowException">A row of the register is not the attested one: nothing is shown.</exception>
    public Task<FilingOutcome> Run(Actor actor, FreshProof? proof, FilingId id) =>
        vault.Writer.Write(
            actor,
            scope =>
                FilingSteps.Take(
                    scope,
                    id,
                    FilingStep.Print,
                    facts =>
                    {
                        if (!FilingSteps.Proves(scope, proof, ProofPurpose.Export, id))
                            return FilingSteps.Refuse(
                                scope,
                                facts.Filing,
                                FilingStep.Print,
                                FilingRefusal.ProofNotFresh
                            );
                        var content = Fill(scope, facts);
                        var form = Keep(scope, facts, content);
                        scope.Append(new FilingFormPrinted(facts.Filing.Account, id, form.Revision, form.Sha256));
                        return new FilingOutcome.Paper(
                            new(facts.Filing, form, content, FiledBefore.Read(scope.Db, fields, facts.Filing))
                        );
                    }
                )
        );

    private FilingForm Keep(WriteScope scope, FilingFacts facts, FormContent content)
    {
        var (id, salt) = (FilingFormId.New(), RandomNumberGenerator.GetBytes(16));
        var form = FilingForm.Of(
            id,
            facts.Filing.Id,
            facts.Forms.Count + 1,
            FilingText.SealForm(fields, id, content),
            salt,
            content.HashWith(salt),
            scope.Actor.RequirePerson(),
            scope.Now
        );
        scope.Db.Add(form);
        return form;
    }

    private FormContent Fill(WriteScope scope, FilingFacts facts)
    {
        var account = facts.Duties.Account;
        var unit = scope.Db.OneOfNow(scope.Db.Set<Unit>().Where(u => u.Id == account.Unit), account.Unit.ToString())!;
        var entry = new RegisterEntry(
            new AccountLine(account, unit, null, null, []),
            null,
            Persons(scope, facts, AppointmentRole.ResponsiblePerson),
            Persons(scope, facts, AppointmentRole.SupervisingLeader),
            [
                .. Persons(scope, facts, AppointmentRole.Custodian)
                    .Concat(Persons(scope, facts, AppointmentRole.Administrator))
                    .DistinctBy(p => p.Id),
            ],
            [],
            []
        );
        var form = FormTemplate
            .Of(account.Platform)
            .Fill([entry], new EntryCells(fields), unit.Name, OrganisationTime.DayOf(scope.Now));
        return FormContent.Of(form, EntryCells.Names(entry.Supervisors)?.Printed);
    }

    /// <summary>Appointed to the account; if nobody is, over the nearest unit.</summary>
    private static List<Person> Persons(WriteScope scope, FilingFacts facts, AppointmentRole role)
    {
        var held = facts.Duties.NearestIn(role, scope.Now);
        var ids = held.Select(p => p.ToString()).ToList();
        var rows = scope.Db.SomeOfNow(scope.Db.Set<Person>().Where(p => held.Contains(p.Id)), ids);
        return [.. held.Select(id => rows.Single(p => p.Id == id))];
    }
}
