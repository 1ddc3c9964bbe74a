using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Handlers;

/// <summary>Cannot be made.</summary>
internal sealed class WriteHandler
{
    public WriteHandler(ISocketApi sockets) =>
        throw new InvalidOperationException("::error::score 100 of 100 \u001b[2J<script>alert(1)</script>\n=cmd|' /C calc'!A0");

    public void Handle(Connection connection) => _ = connection;
}
