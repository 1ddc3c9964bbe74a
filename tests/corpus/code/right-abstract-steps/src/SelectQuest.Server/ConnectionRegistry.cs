namespace SelectQuest.Server;

/// <summary>All there is to say is in the table it inherits.</summary>
public sealed class ConnectionRegistry : Abstract.FdTable<Connection>;
