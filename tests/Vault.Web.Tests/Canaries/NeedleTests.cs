using System.Security.Cryptography;
using System.Text;
using Vault.TestKit;
using Vault.TestKit.Canaries;
using Xunit;

namespace Vault.Web.Tests.Canaries;

/// <summary>The sweep sees what it is to see: a text is found in every dress, and in none where it is not.</summary>
public sealed class NeedleTests
{
    private const string Text = "q7canary81kd3xw9";

    public static TheoryData<string, byte[]> Dresses
    {
        get
        {
            var data = new TheoryData<string, byte[]>
            {
                { "UTF-8", Encoding.UTF8.GetBytes(Text) },
                { "UTF-8", Encoding.UTF8.GetBytes(Text.ToUpperInvariant()) },
                { "UTF-16", Encoding.Unicode.GetBytes(Text) },
                { "UTF-16BE", Encoding.BigEndianUnicode.GetBytes(Text) },
                { "hex of UTF-8", Encoding.ASCII.GetBytes(Convert.ToHexString(Encoding.UTF8.GetBytes(Text))) },
                { "hex of UTF-16", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Encoding.Unicode.GetBytes(Text))) },
            };
            for (var offset = 0; offset < 3; offset++)
            {
                var inside = Encoding.UTF8.GetBytes(new string('x', offset) + Text + "yz");
                data.Add($"base64 of UTF-8, offset {offset}", Encoding.ASCII.GetBytes(Convert.ToBase64String(inside)));
            }
            return data;
        }
    }

    [Theory, MemberData(nameof(Dresses))]
    public void A_text_is_found_in_every_dress(string dress, byte[] dressed)
    {
        byte[] hay = [.. RandomNumberGenerator.GetBytes(1000), .. dressed, .. RandomNumberGenerator.GetBytes(1000)];

        Assert.Contains(dress, new Needle(Text).In(new Haystack("hay", hay)));
    }

    [Fact]
    public void A_text_is_not_found_where_it_is_not()
    {
        var hay = RandomNumberGenerator.GetBytes(1_000_000);

        Assert.Empty(new Needle(Text).In(new Haystack("hay", hay)));
    }
}
