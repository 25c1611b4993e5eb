using Vault.Core;
using Vault.Core.Checkouts;
using Vault.Core.Handovers;
using Vault.Core.People;
using Vault.Core.Records;
using Vault.TestKit;
using Xunit;

namespace Vault.Web.Tests.Matrix;

/// <summary>What is asked about papers: each of something of its own, which stands so that it can be printed.</summary>
internal static class RecordRequests
{
    public static Dictionary<string, Requests.Making> Rows { get; } =
        new()
        {
            ["GET /handovers/{id}/record"] = Handover,
            ["POST /handovers/{id}/record"] = Handover,
            ["GET /checkouts/{id}/slip"] = Checkout,
            ["POST /checkouts/{id}/slip"] = Checkout,
            ["GET /accounts/{account}/card"] = Requests.OfAccount("/card"),
            ["POST /accounts/{account}/card"] = Requests.OfAccount("/card"),
            ["GET /founding"] = Requests.At("/founding"),
            ["POST /founding"] = Requests.At("/founding"),
            ["GET /records/{id}"] = Printed,
            ["POST /records/{id}"] = Printed,
        };

    private static async Task<Ask> Handover(MatrixScene scene, Principal who, string row)
    {
        var made = await HandoversOfScene.Make(scene, PartState.Closed);
        return new($"/handovers/{made.Id}/record", []);
    }

    private static async Task<Ask> Checkout(MatrixScene scene, Principal who, string row) =>
        new($"/checkouts/{await CheckoutsOfScene.Make(scene, CheckoutState.Open)}/slip", []);

    /// <summary>The record of a handover in which <see cref="Principal.Own"/> has received the account.</summary>
    private static async Task<Ask> Printed(MatrixScene scene, Principal who, string row)
    {
        var made = await HandoversOfScene.Make(scene, PartState.Closed);
        var person = scene.Person(Principal.Own);
        var (session, actor) = await scene.Vault.SignIn(person);
        var proof = await scene.Vault.Prove(session, actor, made.Id.Value, ProofPurpose.Export);
        using var db = scene.Vault.Read();
        var reader = Standing.Read(db, person.Id, scene.Vault.Clock.Now)!;
        var print = scene.Vault.Get<PrintRecord>();
        var outcome = await print.Run(actor, reader, proof, RecordKind.Handover, new(made.Id.Value));
        return new($"/records/{Assert.IsType<RecordOutcome.Paper>(outcome).Printed.Record.Id}", []);
    }
}
