using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Grading.Tests.Kernel;

/// <summary>Sources made into a server in a folder of its own, which goes away with it.</summary>
internal sealed class Compiled : IDisposable
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Threading; global using System.Threading.Tasks;";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("selectquest-kernel-test-");

    private Compiled(ReadOnlySpan<byte> assembly) => Server = BuiltServer.Write(folder.FullName, assembly, []);

    public BuiltServer Server { get; }

    public static Compiled From(params IEnumerable<string> sources)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Append(typeof(ISocketApi).Assembly.Location);
        var compilation = CSharpCompilation.Create(
            BuiltServer.AssemblyName,
            sources.Append(ImplicitUsings).Select(source => CSharpSyntaxTree.ParseText(source)),
            platform.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication,
                optimizationLevel: OptimizationLevel.Release,
                allowUnsafe: true
            )
        );
        using var assembly = new MemoryStream();
        var emitted = compilation.Emit(assembly);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return new Compiled(assembly.ToArray());
    }

    public void Dispose() => folder.Delete(recursive: true);
}
