namespace SelectQuest.Server;

partial class ConnectionRegistry
{
    public Connection? Get(int fd) => (uint)fd < Slots.Length ? Slots[fd] : null;
}
