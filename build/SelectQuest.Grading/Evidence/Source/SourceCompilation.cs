using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>A submission's sources, compiled in this process against the kit's copy of the seam.</summary>
internal static class SourceCompilation
{
    public const string AssemblyName = "SelectQuest.Server";

    public static CSharpCompilation Of(IReadOnlyList<TextFile> files)
    {
        var trees = files.Select(file => Parse(file.Text, file.Path)).Append(Parse(Platform.ImplicitUsings, ""));
        return CSharpCompilation.Create(AssemblyName, trees, Platform.References, Platform.CompilationOptions);
    }

    /// <summary>
    /// The assembly, with its line numbers inside, or what is wrong. Diagnostics are <c>Emit</c>'s: some errors show
    /// only there.
    /// </summary>
    public static Emitted Emit(CSharpCompilation compilation)
    {
        using var assembly = new MemoryStream();
        var result = compilation.Emit(
            assembly,
            options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded)
        );
        var errors = result
            .Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => new CompileError(
                diagnostic.Id,
                diagnostic.GetMessage(CultureInfo.InvariantCulture),
                diagnostic.Location.Place(),
                IsInUsing(diagnostic.Location)
            ))
            .OrderBy(error => error.Where?.File, StringComparer.Ordinal)
            .ThenBy(error => error.Where?.Line)
            .ThenBy(error => error.Where?.Column)
            .ThenBy(error => error.Id, StringComparer.Ordinal)
            .ThenBy(error => error.Message, StringComparer.Ordinal)
            .ToArray();
        return new Emitted(result.Success ? assembly.ToArray() : null, errors);
    }

    private static bool IsInUsing(Location location) =>
        location.SourceTree?.GetRoot().FindNode(location.SourceSpan).FirstAncestorOrSelf<UsingDirectiveSyntax>()
            is not null;

    // An encoding makes the text hashable, which the line numbers in the assembly need.
    private static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), Platform.ParseOptions, path);
}

/// <summary>What the compiler made.</summary>
/// <param name="Assembly">Null if there are errors.</param>
internal sealed record Emitted(byte[]? Assembly, IReadOnlyList<CompileError> Errors);
