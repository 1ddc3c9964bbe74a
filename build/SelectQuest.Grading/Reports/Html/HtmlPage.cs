using System.Security.Cryptography;
using System.Text;

namespace SelectQuest.Grading.Reports.Html;

/// <summary>
/// The shell of every page: all it needs is inside it. Its content policy lets nothing be fetched and runs no script but
/// the kit's own, so that even text that slipped through unescaped could do nothing.
/// </summary>
internal static class HtmlPage
{
    private const string Folder = "Html/";

    private static readonly string Style = Resource("page.css");

    /// <param name="title">Text, not yet escaped.</param>
    /// <param name="body">Markup.</param>
    /// <param name="script">The name of a script beside this file; null for a page without any.</param>
    public static string Write(string title, string body, string? script = null)
    {
        var code = script is null ? null : Resource(script);
        var policy =
            $"default-src 'none'; img-src data:; style-src {Hash(Style)}; "
            + $"script-src {(code is null ? "'none'" : Hash(code))}; base-uri 'none'; form-action 'none'";
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            <meta name="referrer" content="no-referrer">
            <title>{HtmlText.Escape(title)}</title>
            <link rel="icon" href="data:,">
            <style>{Style}</style>
            </head>
            <body>
            {body.TrimEnd('\n')}
            {(code is null ? "" : $"<script>{code}</script>\n")}</body>
            </html>

            """;
    }

    private static string Hash(string text) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Resource(string name)
    {
        using var reader = new StreamReader(
            typeof(HtmlPage).Assembly.GetManifestResourceStream(Folder + name)!,
            Encoding.UTF8
        );
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
