using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

ref struct interest_sets
{
    public FdSet rd;
    public FdSet wr;
    public FdSet ex;
}
