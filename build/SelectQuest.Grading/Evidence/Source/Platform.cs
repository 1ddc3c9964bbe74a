using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>
/// What MSBuild would have told the compiler. Written down here because MSBuild runs a submission's own code, from
/// restore on, and so never sees a submission.
/// </summary>
internal static class Platform
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> Cached = new(Read);

    /// <summary>The runtime's own assemblies and the seam, one copy for all submissions.</summary>
    public static ImmutableArray<MetadataReference> References => Cached.Value;

    /// <summary>The implicit usings of Microsoft.NET.Sdk.</summary>
    public const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public static CSharpParseOptions ParseOptions { get; } =
        new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Regular, Symbols());

    public static CSharpCompilationOptions CompilationOptions { get; } =
        new(
            OutputKind.ConsoleApplication,
            // As `dotnet run` builds it. The JIT inlines nothing and drops no frame, neither at once nor in the background
            // when it thinks it worth while: an exception names the line that threw it, each time.
            optimizationLevel: OptimizationLevel.Debug,
            allowUnsafe: true,
            deterministic: true,
            concurrentBuild: false,
            nullableContextOptions: NullableContextOptions.Enable,
            // Nothing outside the given texts is read, whatever an attribute names.
            xmlReferenceResolver: null,
            sourceReferenceResolver: null,
            metadataReferenceResolver: null,
            strongNameProvider: null
        );

    private static ImmutableArray<MetadataReference> Read()
    {
        // The trusted list holds the grader's own packages too: those are not the student's to use.
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location);
        var trusted = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => Path.GetDirectoryName(path) == runtime)
            .Order(StringComparer.Ordinal);
        return
        [
            .. trusted
                .Append(typeof(ISocketApi).Assembly.Location)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }

    private static IEnumerable<string> Symbols() =>
        [
            "NET",
            "NET10_0",
            "NETCOREAPP",
            "TRACE",
            "RELEASE",
            .. Enumerable.Range(5, 6).Select(version => $"NET{version}_0_OR_GREATER"),
            .. "1_0 1_1 2_0 2_1 2_2 3_0 3_1".Split(' ').Select(version => $"NETCOREAPP{version}_OR_GREATER"),
        ];
}
