using Microsoft.CodeAnalysis;

namespace SelectQuest.Grading.Evidence.Integrity;

/// <summary>.NET's own members by what they reach. Members that only look (a name, a type, the current process) reach nothing.</summary>
internal static class BeyondSeamApi
{
    public static BeyondKind? KindOf(INamedTypeSymbol type, ISymbol member) =>
        IsException(type) ? null
        : IsEventOfTheRuntime(type, member) ? BeyondKind.OutsideMain
        : (type.ContainingNamespace.ToDisplayString(), type.Name, member.Name) switch
        {
            ("System.Runtime.InteropServices", "NativeLibrary", _) => BeyondKind.SystemCalls,
            (
                "System.Runtime.InteropServices",
                "Marshal",
                "GetDelegateForFunctionPointer"
                    or "GetFunctionPointerForDelegate"
            ) => BeyondKind.SystemCalls,

            ("System.Reflection", "Assembly", "GetType" or "CreateInstance" or "EntryPoint") => BeyondKind.Reflection,
            (
                "System.Reflection"
                    or "System.Runtime.Loader"
                    or "System",
                "Assembly"
                    or "AssemblyLoadContext"
                    or "AppDomain",
                var name
            ) when name.StartsWith("Load", StringComparison.Ordinal) || name is "UnsafeLoadFrom" or ".ctor" =>
                BeyondKind.Reflection,
            ("System", "AppDomain", var name)
                when name.StartsWith("Execute", StringComparison.Ordinal)
                    || name.StartsWith("CreateInstance", StringComparison.Ordinal) => BeyondKind.Reflection,
            ("System", "Activator", "CreateInstanceFrom") => BeyondKind.Reflection,
            ("System", "Activator", "CreateInstance") when TakesText(member) => BeyondKind.Reflection,
            ("System", "Type", "GetType") when TakesText(member) => BeyondKind.Reflection,
            ("System", "Type", "InvokeMember" or "TypeInitializer") => BeyondKind.Reflection,
            ("System", "Delegate", "CreateDelegate") => BeyondKind.Reflection,
            (
                "System.Reflection",
                "MethodBase"
                    or "MethodInfo"
                    or "ConstructorInfo"
                    or "MethodInvoker"
                    or "ConstructorInvoker",
                "Invoke"
                    or "CreateDelegate"
            ) => BeyondKind.Reflection,
            ("System.Reflection", "TypeInfo", var name) when name.StartsWith("Declared", StringComparison.Ordinal) =>
                BeyondKind.Reflection,
            ("System.Reflection", "RuntimeReflectionExtensions", _) => BeyondKind.Reflection,
            ("System.Reflection.Emit", _, _) => BeyondKind.Reflection,

            (
                "System.Diagnostics",
                "Process",
                ".ctor"
                    or "Start"
                    or "Kill"
                    or "GetProcesses"
                    or "GetProcessById"
                    or "GetProcessesByName"
            ) => BeyondKind.Processes,
            ("System.Diagnostics", "ProcessStartInfo", ".ctor") => BeyondKind.Processes,
            ("System", "Environment", "Exit" or "FailFast") => BeyondKind.Processes,

            ("System.Net", "Dns" or "HttpListener" or "WebClient" or "WebRequest" or "HttpWebRequest", _) =>
                BeyondKind.Network,
            ("System.IO.Pipes", _, _) => BeyondKind.Network,
            (var space, _, _) when space.StartsWith("System.Net.", StringComparison.Ordinal) => BeyondKind.Network,

            (
                "System.IO",
                "File"
                    or "FileInfo"
                    or "Directory"
                    or "DirectoryInfo"
                    or "FileSystemInfo"
                    or "FileStream"
                    or "FileSystemWatcher"
                    or "RandomAccess"
                    or "DriveInfo",
                _
            ) => BeyondKind.Files,
            ("System.IO", "StreamReader" or "StreamWriter", ".ctor") when TakesText(member) => BeyondKind.Files,
            ("System.IO", "Path", "GetTempFileName") => BeyondKind.Files,
            ("System.IO.MemoryMappedFiles" or "System.IO.IsolatedStorage", _, _) => BeyondKind.Files,
            ("Microsoft.Win32.SafeHandles", "SafeFileHandle", ".ctor") => BeyondKind.Files,
            _ => null,
        };

    // A server may catch what it never throws.
    private static bool IsException(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current is { Name: nameof(Exception), ContainingNamespace.Name: nameof(System) })
            {
                return true;
            }
        }

        return false;
    }

    // When a process ends, when an assembly is looked for, when anything is thrown: none of it is on Main's way.
    private static bool IsEventOfTheRuntime(INamedTypeSymbol type, ISymbol member) =>
        member is IEventSymbol && type.Name is "AppDomain" or "AssemblyLoadContext";

    private static bool TakesText(ISymbol member) =>
        member is IMethodSymbol { Parameters: [{ Type.SpecialType: SpecialType.System_String }, ..] };
}
