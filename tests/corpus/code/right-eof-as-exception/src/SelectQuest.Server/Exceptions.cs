using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

/// <summary>Never leaves the loop: it only ends the service of one client.</summary>
internal abstract class ConnectionException(string message) : IOException(message);

internal sealed class EndOfFileException() : ConnectionException("end of file");

internal sealed class BrokenException(Errno errno) : ConnectionException(errno.ToString());
