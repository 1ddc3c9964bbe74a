using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>
/// The seam's and the quest's fixed names as the compiler sees them. The seam is looked up in our own assembly: a type
/// of the same name in a submission is not it.
/// </summary>
internal sealed class SeamSymbols
{
    private readonly INamedTypeSymbol socketApi;

    public SeamSymbols(CSharpCompilation compilation)
    {
        var seam = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(Platform.References[^1])!;
        socketApi = seam.GetTypeByMetadataName("SelectQuest.Server.Sockets.ISocketApi")!;
        FdSet = seam.GetTypeByMetadataName("SelectQuest.Server.Sockets.FdSet")!;
        Errno = seam.GetTypeByMetadataName("SelectQuest.Server.Sockets.Errno")!;
        SelectLoop = compilation.Assembly.GetTypeByMetadataName("SelectQuest.Server.SelectLoop");
        Registry = compilation.Assembly.GetTypeByMetadataName("SelectQuest.Server.ConnectionRegistry");
        Connection = compilation.Assembly.GetTypeByMetadataName("SelectQuest.Server.Connection");
    }

    public INamedTypeSymbol FdSet { get; }

    public INamedTypeSymbol Errno { get; }

    public INamedTypeSymbol? SelectLoop { get; }

    public INamedTypeSymbol? Registry { get; }

    public INamedTypeSymbol? Connection { get; }

    /// <summary>Is it the registry, or a type that it inherits from, whatever that is generic over?</summary>
    public bool IsRegistry(ITypeSymbol? type) =>
        type is not null
        && WithInherited(Registry)
            .Any(known => SymbolEqualityComparer.Default.Equals(known.OriginalDefinition, type.OriginalDefinition));

    public bool IsFdSet(ITypeSymbol? type) => SymbolEqualityComparer.Default.Equals(type, FdSet);

    /// <summary>Is the symbol a member of <c>FdSet</c> with this name?</summary>
    public bool IsFdSetMember(ISymbol member, string name) => member.Name == name && IsFdSet(member.ContainingType);

    /// <summary>
    /// The system call behind a method: the name of the seam's method it is, or implements; null for any other.
    /// </summary>
    public string? SystemCall(IMethodSymbol method)
    {
        if (SymbolEqualityComparer.Default.Equals(method.ContainingType, socketApi))
        {
            return method.Name;
        }

        return method.ContainingType is { TypeKind: not TypeKind.Interface } type && IsSocketApi(type)
            ? socketApi
                .GetMembers()
                .FirstOrDefault(member =>
                    SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), method)
                )
                ?.Name
            : null;
    }

    /// <summary>Does the type stand in for the kernel, as a recorder around the seam does?</summary>
    public bool IsSocketApi(ITypeSymbol? type) =>
        type is not null
        && (
            SymbolEqualityComparer.Default.Equals(type, socketApi)
            || type.AllInterfaces.Contains(socketApi, SymbolEqualityComparer.Default)
        );

    /// <summary>The type or one it inherits from: submissions may split the fixed types as they like.</summary>
    public static IEnumerable<INamedTypeSymbol> WithInherited(INamedTypeSymbol? type)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            yield return current;
        }
    }

    /// <summary>The members of this name, the type's own first.</summary>
    public static IEnumerable<ISymbol> Members(INamedTypeSymbol? type, string name) =>
        WithInherited(type).SelectMany(current => current.GetMembers(name));
}
