using System.Globalization;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.TestKit;
using Vault.Web.Tests.Support;

namespace Vault.Web.Tests.Matrix;

/// <summary>A request as somebody who may make it would: the right address, a form without mistakes.</summary>
/// <param name="Code">Whether a one-time code is sent along.</param>
public sealed record Ask(string Path, (string Name, string Value)[] Fields, bool Code = true)
{
    /// <summary>A file in the form; null: none.</summary>
    public byte[]? Upload { get; init; }
}

/// <summary>For every row of the matrix what is asked, with things made for it where it uses them up.</summary>
public static class Requests
{
    private const string Reason = "发布今天的招生通知";

    private static readonly (string, string) Why = ("Reason", Reason);

    internal delegate Task<Ask> Making(MatrixScene scene, Principal who, string row);

    private static readonly Dictionary<string, Making> Others = new(StringComparer.Ordinal)
    {
        ["GET /"] = At("/"),
        ["GET /accounts"] = At("/accounts"),
        ["GET /accounts/export"] = At("/accounts/export"),
        ["POST /accounts/export"] = At("/accounts/export"),
        ["GET /accounts/form"] = At("/accounts/form"),
        ["POST /accounts/form"] = At("/accounts/form"),
        ["GET /accounts/mine"] = At("/accounts/mine"),
        ["GET /accounts/new"] = At("/accounts/new"),
        ["POST /accounts/new"] = Form(
            "/accounts/new",
            s =>
                [
                    ("Input.Platform", "weixin-mp"),
                    ("Input.Name", $"示例大学 {s.Next()}"),
                    ("Input.Unit", s.Vault.Unit.ToString()),
                ]
        ),
        ["GET /accounts/print"] = At("/accounts/print"),
        ["GET /accounts/{account}"] = OfAccount(""),
        ["GET /accounts/{account}/change"] = ChangeOfAccount,
        ["POST /accounts/{account}/change"] = ChangeOfAccount,
        ["GET /accounts/{account}/knowledge"] = OfAccount("/knowledge"),
        ["POST /accounts/{account}/knowledge"] = Declaration,
        ["GET /accounts/{id}/log"] = OfAccount("/log"),
        ["GET /accounts/{account}/secrets/{component}"] = OfAccount("/secrets/password"),
        ["POST /accounts/{account}/secrets/{component}/reveal"] = OfAccount("/secrets/password/reveal", Why),
        ["POST /accounts/{account}/secrets/{component}/value"] = OfAccount("/secrets/password/value", Why),
        ["POST /accounts/{account}/secrets/{component}/code"] = OfAccount("/secrets/totp-seed/code", Why),
        ["POST /accounts/{account}/secrets/{component}/apply"] = OfPending("/secrets/mailbox-password/apply"),
        ["POST /accounts/{account}/secrets/{component}/giveup"] = OfPending("/secrets/mailbox-password/giveup"),
        ["POST /accounts/{account}/secrets/{component}/copy"] = Copy,
        ["GET /accounts/{account}/secrets/{component}/deposit"] = OfAccount("/secrets/password/deposit"),
        ["POST /accounts/{account}/secrets/{component}/deposit"] = OfAccount(
            "/secrets/password/deposit",
            ("Value", "another value 9")
        ),
        ["POST /accounts/{account}/secrets/{component}/deposit/generate"] = OfAccount(
            "/secrets/password/deposit/generate"
        ),
        ["GET /help"] = At("/help"),
        ["GET /help/{topic}"] = At("/help/sign-in"),
        ["GET /imports"] = At("/imports"),
        ["POST /imports"] = At("/imports"),
        ["GET /imports/draft"] = OfDraft(""),
        ["GET /imports/draft/problems"] = OfDraft("/problems"),
        ["POST /imports/draft/correct"] = OfDraft("/correct"),
        ["POST /imports/draft/discard"] = OfDraft("/discard"),
        ["POST /imports/draft/propose"] = OfDraft("/propose"),
        ["GET /imports/{id}"] = OfImport(""),
        ["POST /imports/{id}/confirm"] = OfImport("/confirm"),
        ["POST /imports/{id}/refuse"] = OfImport("/refuse", Why),
        ["POST /imports/{id}/withdraw"] = OfImport("/withdraw"),
        ["GET /invitations/{token}"] = OfInvitation(""),
        ["POST /invitations/{token}?handler=Password"] = OfInvitation(
            "?handler=Password",
            ("Password", SignInKit.Password),
            ("Repeat", SignInKit.Password)
        ),
        ["POST /invitations/{token}?handler=Confirm"] = OfInvitation("?handler=Confirm", ("Code", "123456")),
        ["POST /invitations/{token}?handler=Again"] = OfInvitation("?handler=Again"),
        ["GET /log"] = At("/log"),
        ["GET /log/print"] = At("/log/print"),
        ["POST /log/print"] = At("/log/print"),
        ["GET /log/checkpoint"] = At("/log/checkpoint"),
        ["GET /log/checkpoint?handler=Key"] = At("/log/checkpoint?handler=Key"),
        ["GET /log/export"] = At("/log/export"),
        ["POST /log/export"] = At("/log/export"),
        ["GET /log/verify"] = At("/log/verify"),
        ["POST /log/verify"] = Form("/log/verify", _ => [("Note", "no checkpoint\n")]),
        ["GET /health"] = At("/health"),
        ["GET /log/{sequence:long}"] = At("/log/0"),
        ["GET /my/log"] = At("/my/log"),
        ["GET /my/sessions"] = At("/my/sessions"),
        ["POST /my/sessions?handler=End"] = async (s, who, _) =>
            new("/my/sessions?handler=End", [("session", (await s.OtherSession(who)).ToString())]),
        ["POST /my/sessions?handler=EndOthers"] = At("/my/sessions?handler=EndOthers"),
        ["GET /my/sign-in"] = At("/my/sign-in"),
        ["GET /my/sign-in/factor"] = At("/my/sign-in/factor"),
        ["POST /my/sign-in/factor?handler=Begin"] = At("/my/sign-in/factor?handler=Begin"),
        ["POST /my/sign-in/factor?handler=Confirm"] = At("/my/sign-in/factor?handler=Confirm"),
        ["POST /my/sign-in/factor?handler=Cancel"] = At("/my/sign-in/factor?handler=Cancel"),
        ["GET /my/sign-in/passkeys/new"] = At("/my/sign-in/passkeys/new"),
        ["POST /my/sign-in/passkeys/new"] = At("/my/sign-in/passkeys/new"),
        ["POST /my/sign-in/passkeys/new?handler=Begin"] = At("/my/sign-in/passkeys/new?handler=Begin"),
        ["POST /my/sign-in/challenge"] = (_, _, _) =>
            Task.FromResult(new Ask("/my/sign-in/challenge", [], Code: false)),
        ["GET /my/sign-in/passkeys/{passkey}"] = OfPasskey,
        ["POST /my/sign-in/passkeys/{passkey}"] = OfPasskey,
        ["GET /my/sign-in/password"] = At("/my/sign-in/password"),
        ["POST /my/sign-in/password"] = async (s, who, _) =>
        {
            // There is another session to end, whatever was asked before.
            await s.OtherSession(who);
            (string, string)[] form =
            [
                ("Present", SignInKit.Password),
                ("Password", "eleven 红 lanterns hang over the gate"),
                ("Repeat", "eleven 红 lanterns hang over the gate"),
            ];
            return new("/my/sign-in/password", form);
        },
        ["GET /my/sign-in/recovery-codes"] = At("/my/sign-in/recovery-codes"),
        ["POST /my/sign-in/recovery-codes"] = At("/my/sign-in/recovery-codes"),
        ["GET /persons"] = At("/persons"),
        ["GET /persons/new"] = At("/persons/new"),
        ["POST /persons/new"] = Form(
            "/persons/new",
            s =>
                [
                    ("Input.Name", "李四"),
                    ("Input.UserName", $"li.si{s.Next()}"),
                    ("Input.Unit", s.Vault.Unit.ToString()),
                ]
        ),
        ["GET /persons/{id}"] = async (s, _, _) => new($"/persons/{s.Person(Principal.Own).Id}", []),
        ["GET /persons/{id}/knowledge"] = (s, _, _) =>
            Task.FromResult(new Ask($"/persons/{s.Person(Principal.Own).Id}/knowledge", [])),
        ["GET /persons/{id}/change"] = ChangeOfPerson,
        ["POST /persons/{id}/change"] = ChangeOfPerson,
        ["POST /persons/{id}/contact"] = async (s, _, _) =>
            new($"/persons/{(await s.Newcomer()).Id}/contact", [], Code: false),
        ["POST /persons/{id}/disable"] = async (s, _, _) => new($"/persons/{(await s.Newcomer()).Id}/disable", []),
        ["POST /persons/{id}/endrole"] = EndOfRole,
        ["POST /persons/{id}/endappointment"] = async (s, _, row) =>
        {
            var person = await s.Newcomer();
            var appointment = await s.Appointed(person, await s.AccountFor(row));
            return new($"/persons/{person.Id}/endappointment", [("right", appointment.Id.ToString())]);
        },
        ["GET /platforms"] = At("/platforms"),
        ["GET /platforms/new"] = At("/platforms/new"),
        ["POST /platforms/new"] = Form("/platforms/new", s => Platform($"示例平台 {s.Next()}")),
        ["GET /platforms/{key}"] = At("/platforms/weibo"),
        ["POST /platforms/{key}"] = ChangeOfPlatform,
        ["GET /policy"] = At("/policy"),
        ["POST /policy"] = async (s, who, _) =>
        {
            using var db = s.Vault.Read();
            var other = RegisterPolicy.Read(db).StudentsMayReveal ? "Barred" : "Allowed";
            return new("/policy", [("Students", other)]);
        },
        ["POST /preferences/language"] = Form("/preferences/language", _ => [("language", "zh-CN")]),
        ["POST /preferences/theme"] = Form("/preferences/theme", _ => [("theme", "dark")]),
        ["GET /proposals"] = At("/proposals"),
        ["GET /proposals/new"] = NewProposal,
        ["POST /proposals/new"] = NewProposal,
        ["GET /proposals/{id}"] = OfProposal(""),
        ["POST /proposals/{id}/confirm"] = OfProposal("/confirm"),
        ["POST /proposals/{id}/refuse"] = OfProposal("/refuse", Why),
        ["POST /proposals/{id}/withdraw"] = OfProposal("/withdraw"),
        ["GET /proposals/{id}/link"] = OfReset,
        ["POST /proposals/{id}/link"] = OfReset,
        ["GET /set-up"] = At("/set-up"),
        ["GET /set-up/{token}"] = At($"/set-up/{new string('0', 32)}"),
        ["POST /set-up/{token}"] = At($"/set-up/{new string('0', 32)}"),
        ["GET /set-up/{token}/persons"] = At($"/set-up/{new string('0', 32)}/persons"),
        ["POST /set-up/{token}/persons"] = At($"/set-up/{new string('0', 32)}/persons"),
        ["GET /set-up/{token}/summary"] = At($"/set-up/{new string('0', 32)}/summary"),
        ["POST /set-up/{token}/summary"] = At($"/set-up/{new string('0', 32)}/summary"),
        ["GET /sign-in"] = At("/sign-in"),
        ["POST /sign-in"] = async (s, _, _) =>
        {
            var person = await s.Newcomer();
            var enrolled = await s.Vault.Enrol(person);
            (string, string)[] form =
            [
                ("UserName", person.SignInName),
                ("Password", SignInKit.Password),
                ("Code", enrolled.Code(s.Vault.Clock.Now)),
            ];
            return new("/sign-in", form, Code: false);
        },
        ["POST /sign-in?handler=Passkey"] = async (s, _, _) =>
        {
            using var key = new SoftPasskey($"https://{WebVault.Host}");
            return new("/sign-in?handler=Passkey", await s.AnswerAtTheDoor(key), Code: false);
        },
        ["POST /sign-in/challenge"] = (_, _, _) => Task.FromResult(new Ask("/sign-in/challenge", [], Code: false)),
        ["POST /step-up/challenge"] = (_, _, _) =>
            Task.FromResult(new Ask("/step-up/challenge", [("purpose", "Export")], Code: false)),
        ["POST /sign-out"] = At("/sign-out"),
        ["GET /units"] = At("/units"),
        ["GET /units/new"] = At("/units/new"),
        ["GET /units/{id}"] = OfUnit(""),
        ["GET /units/{id}/change"] = OfUnit("/change"),
        ["POST /units/{id}/change"] = OfUnit("/change"),
        ["POST /units/{id}/dissolve"] = OfUnit("/dissolve"),
        ["POST /units/new"] = Form(
            "/units/new",
            s => [("Input.Name", $"示例学院 {s.Next()}"), ("Input.Unit", s.Vault.Unit.ToString())]
        ),
    };

    private static readonly Dictionary<string, Making> Rows = new(
        Others
            .Concat(CalendarRequests.Rows)
            .Concat(CheckoutRequests.Rows)
            .Concat(FilingRequests.Rows)
            .Concat(RecordRequests.Rows)
            .Concat(HoldingRequests.Rows)
            .Concat(PlaybookRequests.Rows)
            .Concat(ReviewRequests.Rows)
            .Concat(RotationRequests.Rows)
            .Concat(IncidentRequests.Rows)
            .Concat(NoticeRequests.Rows)
            .Concat(HandoverRequests.Rows),
        StringComparer.Ordinal
    );

    public static IEnumerable<string> Known => Rows.Keys;

    public static Task<Ask> For(MatrixScene scene, Principal who, string row) => Rows[row](scene, who, row);

    internal static Making At(string path) => (_, _, _) => Task.FromResult(new Ask(path, []));

    private static Making Form(string path, Func<MatrixScene, (string, string)[]> fields) =>
        (scene, _, _) => Task.FromResult(new Ask(path, fields(scene)));

    internal static Making OfAccount(string rest, params (string, string)[] fields) =>
        async (scene, _, row) => new($"/accounts/{(await scene.AccountFor(row)).Id}{rest}", fields);

    /// <summary>Of somebody whom everybody may name who sees the account, and nobody has named yet.</summary>
    private static async Task<Ask> Declaration(MatrixScene scene, Principal who, string row)
    {
        var (account, person) = (await scene.AccountFor(row), await scene.Newcomer());
        await scene.Appointed(person, account);
        (string, string)[] form =
        [
            ("Input.Person", person.UserName!),
            ("Input.Component", nameof(Component.Password)),
            ("Input.How", "他在电话里说自己还记得"),
        ];
        return new($"/accounts/{account.Id}/knowledge", form, Code: false);
    }

    private static async Task<Ask> ChangeOfAccount(MatrixScene scene, Principal who, string row)
    {
        var id = (await scene.AccountFor(row)).Id;
        using var db = scene.Vault.Read();
        var account = db.Set<Account>().Single(a => a.Id == id);
        (string, string)[] form =
        [
            ("Revision", account.Revision.ToString(CultureInfo.InvariantCulture)),
            ("Input.Name", $"示例大学 {scene.Next()}"),
            ("Input.Unit", account.Unit.ToString()),
            ("Input.Status", account.Status.ToString()),
        ];
        return new($"/accounts/{id}/change", form);
    }

    private static Making OfPending(string rest) =>
        async (scene, who, row) =>
        {
            var account = await scene.AccountFor(row);
            if (who == Principal.Own)
                await scene.Pending(account, Component.MailboxPassword);
            return new($"/accounts/{account.Id}{rest}", []);
        };

    private static Making OfInvitation(string rest, params (string, string)[] fields) =>
        async (scene, _, _) => new($"/invitations/{await scene.Invitation()}{rest}", fields);

    private static async Task<Ask> OfPasskey(MatrixScene scene, Principal who, string row) =>
        new($"/my/sign-in/passkeys/{await scene.PasskeyOf(who)}", []);

    private static Making OfDraft(string rest) =>
        (scene, who, _) =>
        {
            scene.DraftOf(who);
            return Task.FromResult(new Ask($"/imports/draft{rest}", []));
        };

    private static Making OfImport(string rest, params (string, string)[] fields) =>
        async (scene, _, _) =>
        {
            var (import, digest) = await scene.OpenImport();
            return new($"/imports/{import}{rest}", [.. fields, ("Seen", digest)]);
        };

    private static Making OfProposal(string rest, params (string, string)[] fields) =>
        async (scene, _, _) => new($"/proposals/{await scene.OpenProposal()}{rest}", fields);

    private static async Task<Ask> OfReset(MatrixScene scene, Principal who, string row) =>
        new($"/proposals/{await scene.ConfirmedReset()}/link", []);

    private static async Task<Ask> NewProposal(MatrixScene scene, Principal who, string row) =>
        new($"/proposals/new?grant=invitation&person={(await scene.Newcomer()).Id}", []);

    private static async Task<Ask> Copy(MatrixScene scene, Principal who, string row)
    {
        var version = await scene.Shown(await scene.AccountFor(row));
        return new($"/accounts/{version.Account}/secrets/password/copy?version={version.Id}", []);
    }

    private static async Task<Ask> ChangeOfPerson(MatrixScene scene, Principal who, string row)
    {
        var person = await scene.Newcomer();
        (string, string)[] form =
        [
            ("revision", "0"),
            ("Input.Name", $"王五 {scene.Next()}"),
            ("Input.UserName", person.SignInName),
            ("Input.Unit", scene.Vault.Unit.ToString()),
        ];
        return new($"/persons/{person.Id}/change", form, Code: false);
    }

    private static (string, string)[] Platform(string name) =>
        [
            ("Input.Name", name),
            ("Input.MinLength", "8"),
            ("Input.MaxLength", "20"),
            ("Input.Has[password]", "true"),
            ("Input.Offered", "true"),
        ];

    private static Task<Ask> ChangeOfPlatform(MatrixScene scene, Principal who, string row)
    {
        using var db = scene.Vault.Read();
        var platforms = new PlatformList(db);
        var revision = platforms.Find("weibo")!.Revision.ToString(CultureInfo.InvariantCulture);
        (string, string)[] form =
        [
            ("Revision", revision),
            ("Input.Name", $"微博 {scene.Next()}"),
            ("Input.MinLength", "8"),
            ("Input.MaxLength", "16"),
            ("Input.Symbols", "!#$%*+-=?@_"),
            ("Input.LeastKinds", "3"),
            ("Input.Readable", "true"),
            ("Input.Offered", "true"),
            .. new[] { "Lower", "Upper", "Digit" }.Select(k => ($"Input.Required[{k}]", "true")),
            .. platforms.Find("weibo")!.Components.Select(c => ($"Input.Has[{c.Slug()}]", "true")),
        ];
        return Task.FromResult(new Ask("/platforms/weibo", form, Code: false));
    }

    /// <summary>A new unit, and a change of its name.</summary>
    private static Making OfUnit(string rest) =>
        async (scene, _, _) =>
        {
            var unit = await scene.NewUnit();
            (string, string)[] form =
            [
                ("revision", "0"),
                ("Input.Name", unit.Name + "（新）"),
                ("Input.Unit", scene.Vault.Unit.ToString()),
                ("Input.Kind", unit.Kind.ToString()),
            ];
            return new($"/units/{unit.Id}{rest}", rest == "/change" ? form : [], Code: false);
        };

    private static async Task<Ask> EndOfRole(MatrixScene scene, Principal who, string row)
    {
        var person = await scene.Newcomer();
        await scene.Vault.Give(person, OfficeRole.Reviewer);
        using var db = scene.Vault.Read();
        var right = db.Set<RoleGrant>().Single(g => g.Person == person.Id).Id;
        return new($"/persons/{person.Id}/endrole", [("right", right.ToString())]);
    }
}
