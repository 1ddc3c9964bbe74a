using System.Collections;
using System.Reflection;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Worker;

/// <summary>The quest's fixed public API, found in the submission by name. What is missing throws with what it looked for.</summary>
internal sealed class StudentApi(Assembly submission)
{
    private const string Namespace = "SelectQuest.Server";

    private Type LoopType => Find("SelectLoop");
    private Type RegistryType => Find("ConnectionRegistry");
    private Type ConnectionType => Find("Connection");

    public object NewLoop(ISocketApi sockets, int listenFd) =>
        Construct(LoopType, [typeof(ISocketApi), typeof(int)], sockets, listenFd);

    public Action Iterate(object loop) => Method(LoopType, "Iterate").CreateDelegate<Action>(loop);

    public Action<CancellationToken> Run(object loop) =>
        Method(LoopType, "Run", typeof(CancellationToken)).CreateDelegate<Action<CancellationToken>>(loop);

    public object RegistryOf(object loop) => Property(LoopType, "Registry").GetValue(loop)!;

    public object NewRegistry() => Construct(RegistryType, []);

    public object NewConnection(int fd) => Construct(ConnectionType, [typeof(int)], fd);

    public void Add(object registry, int fd, object connection) =>
        Invoke(Method(RegistryType, "Add", typeof(int), ConnectionType), registry, fd, connection);

    public bool Remove(object registry, int fd) =>
        Invoke(Method(RegistryType, "Remove", typeof(int)), registry, fd) is true;

    public object? Get(object registry, int fd) => Invoke(Method(RegistryType, "Get", typeof(int)), registry, fd);

    public int MaxFd(object registry) => (int)Get(registry, Property(RegistryType, "MaxFd"))!;

    public int Count(object registry) => (int)Get(registry, Property(RegistryType, "Count"))!;

    public IEnumerable<int> Fds(object registry) =>
        registry is IEnumerable connections
            ? connections.Cast<object>().Select(connection => (int)Get(connection, Property(ConnectionType, "Fd"))!)
            : throw new MissingMemberException(
                "ConnectionRegistry does not enumerate its connections (IEnumerable<Connection>)."
            );

    private Type Find(string name) =>
        submission.GetType($"{Namespace}.{name}", throwOnError: false)
        ?? throw new MissingMemberException($"There is no public class {Namespace}.{name}.");

    private static object Construct(Type type, Type[] parameters, params object[] arguments)
    {
        var constructor =
            type.GetConstructor(parameters)
            ?? throw new MissingMemberException(
                $"{type.Name} has no public constructor {Signature(type.Name, parameters)}."
            );
        return Unwrapped(() => constructor.Invoke(arguments))!;
    }

    private static MethodInfo Method(Type type, string name, params Type[] parameters) =>
        type.GetMethod(name, parameters)
        ?? throw new MissingMemberException($"{type.Name} has no public method {Signature(name, parameters)}.");

    private static PropertyInfo Property(Type type, string name) =>
        type.GetProperty(name) ?? throw new MissingMemberException($"{type.Name} has no public property {name}.");

    private static object? Invoke(MethodInfo method, object target, params object[] arguments) =>
        Unwrapped(() => method.Invoke(target, arguments));

    private static object? Get(object target, PropertyInfo property) => Unwrapped(() => property.GetValue(target));

    // The student's exception, not reflection's envelope around it.
    private static object? Unwrapped(Func<object?> call)
    {
        try
        {
            return call();
        }
        catch (TargetInvocationException envelope) when (envelope.InnerException is { } thrown)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(thrown);
            throw;
        }
    }

    private static string Signature(string name, Type[] parameters) =>
        $"{name}({string.Join(", ", parameters.Select(p => p.Name))})";
}
