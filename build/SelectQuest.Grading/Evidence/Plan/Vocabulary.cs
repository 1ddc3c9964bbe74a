namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>
/// The field's words in the languages students write plans in: English, German, French, Spanish, Portuguese, Italian,
/// Japanese, Chinese, some Russian. Looked up in <see cref="Folded"/> text, so without accents, capitals and underscores.
/// </summary>
internal static class Vocabulary
{
    public static readonly Words Read = new(
        "read, reads, reading, readable, readability, readfds, readset, readsets, readlist, readers, rfds, rset, rsets, rfd, rd, rds, rlist, rs",
        "readsockets, readfd, lese*, lesen, lesbar*, leser, liest, lectur*, lecteur*, lire, lisible*, leer, legible*, leitura, ler, lettura, leggibil*",
        "recv, receive*, recib*, empfang*, recev*, receb*, 読み*, 読込, 読取, 受信, 接收, 可读, 读, 讀, чтени*"
    );

    public static readonly Words Write = new(
        "write, writes, writing, writable, writeable, writability, writefds, writeset, writelist, writers, wfds, wset, wfd, wr, wlist, ws",
        "schreib*, beschreibbar*, ecritur*, ecrire, inscriptible*, escritur*, escribir, escribible*, escrita, escrever, scrittura, scrivibil*",
        "書き*, 書込, 送信, 可写, 写, 寫, запис*"
    );

    public static readonly Words Error = new(
        "error, errors, err, errored, errs, except, exception, exceptions, exceptional, exceptfds, exceptset, errorfds, errset, efds, eset, efd, xfds, xset",
        "xlist, elist, exc, excepts, urgent, oob, out of band, errfds, fehler*, ausnahme*, erreur*, errore, errori, excepcion*, excec*, erro, erros, eccezion*",
        "エラー, 例外, 错误, 異常, 异常, 例外, ошиб*, исключ*"
    );

    public static readonly Words AllSets = new(
        "all sets, sets, fd sets, fdsets, three sets, all three, alle drei, mengen, deskriptormengen, sets alle, ensembles, les trois, conjuntos, los tres",
        "insiemi, os tres, 3 つ, 三つ, 三个, 集合, 全て, 全部, множеств*"
    );

    public static readonly Words Listener = new(
        "listen*, lfd, lsock, ls, server, srv, server fd, serverfd, serversock*, serversocket, srvfd, srvsock, acceptor, master sock*, welcome*, lauscher*",
        "lausch*, horch*, annahme*, ecoute*, escucha*, oyente, escuta*, ascolto*, 待受, 待ち受け, リッスン, リスナ*, 接続待ち, 监听, 監聽, 監視, 监视, слуша*, sfd, listenfd, mfd"
    );

    public static readonly Words Clients = new(
        "client*, conn, conns, connection*, connected, peer*, session*, registry, each fd, every fd, all fds, active, users, kunde*, klient*, verbindung*",
        "teilnehmer*, cliente*, conexion*, connexion*, conexao, conexoes, connession*, registro, registre, registrierung, clnt*, cli, cfd, socks, sockets",
        "クライアント, 接続, 客户, 客戶, 连接, 連接, клиент*, соединени*, c.fd, each.fd, fd"
    );

    public static readonly Words Pending = new(
        "pending, buf*, *buf, out, outgoing, outbuf*, output*, outbox, outq*, queue*, queued, backlog, unsent, unflushed, to send, tosend, send*, remaining",
        "remainder, rest, leftover*, tail, data, bytes, wants, want*, wbuf*, wlen, olen, outlen, wq, txq, tx, has something, something to, anything to, writing",
        "needs write, empty, flush, offset, reply, response, puffer*, *puffer, daten, ausstehend*, warteschlange, leer, ausgang*, wartend*, zu senden, senden",
        "restbytes, donnees, tampon*, attente, envoyer, vide, pendient*, datos, bufer*, cola, enviar, vacio, pendente*, dados, fila, vazio, coda, dati",
        "送信, 未送信, バッファ*, データ, 残り, 待发, 发送, 缓冲, 数据, 未发, 緩衝, буфер*, данн*, очеред*"
    );

    /// <summary>What a condition is about when it only asks whether a client is there.</summary>
    public static readonly Words Existence = new(
        "fd, fds, client*, conn*, connection*, listen*, server, i, j, k, c, s, active, open, alive, valid, used, exists, registered, is set, isset, max*, null"
    );

    public static readonly Words Zero = new(
        "zero*, clear*, empt*, reset*, init*, fresh, anew, new, rebuil*, renew*, recreat*, creat*, make, start with, wipe*, blank, leere, leeren, leert, *geleert, geloscht, geloescht, genullt, zuruckgesetzt, losch*, loesch*",
        "zurucksetz*, zuruecksetz*, neu, neue, neuen, neu aufbau*, aufbau*, nullen, genullt, null setzen, vide*, vider, remets, remettre, reinit*, recre*, a zero, a neuf",
        "vaci*, limpi*, nuev*, a cero, reinici*, poner a cero, zerar, limpar, novo*, azzera*, svuota*, nuov*, 初期化, クリア, 空に, 作り直, 新しく, ゼロ, 清空, 清零, 重建, 重新, 新建, ∅, обнул*, очист*"
    );

    public static readonly Words Fill = new(
        "set, sets, add*, append*, insert*, push*, put*, include*, enter*, watch*, register*, goes, go, place*, hold*, contain*, belong*, emplace*, union, with",
        "hinzu*, einfug*, einfueg*, aufnehm*, aufgenommen, setz*, eintrag*, trag*, kommt, kommen, gehor*, gehoer*, ajout*, mets, met, mettre, inscri*, anad*, agreg*",
        "pon, poner, inclu*, met*, adicion*, coloc*, aggiung*, 追加, 入れ, 加える, 登録, セット, 加入, 添加, 放入, 设置, 加到, добав*"
    );

    public static readonly Words Copy = new(
        "memcpy, memmove, copy*, clone*, fd copy, dup, duplicate, snapshot, kopier*, kopie, copi*, duplic*, コピー, 複製, 复制, 拷贝, копи*"
    );

    public static readonly Words Membership = new(
        "isset, is set, contains, contain, has, includes, include, in, any, ready, is in, member, enthalt*, ist in, in der, steht, pertenece, esta en, appartient, dans, ∈, 含まれ, なら, 在, 就绪, 中"
    );

    public static readonly Words Closing = new(
        "close*, drop*, remove*, kill*, disconnect*, shutdown, delete*, urgent, oob, schliess*, entfern*, trenn*, ferm*, supprim*, cerrar, cierra, elimin*, fechar, remov*, chiud*",
        "切断, 閉じ, 削除, 关闭, 移除, 断开, закры*"
    );

    public static readonly Words Highest = new(
        "max*, *max, highest, largest, biggest, greatest, nfds, nfd, top fd, hochst*, hoechst*, gross*, plus grand*, plus haut*, mayor, maior, massim*, *maximo",
        "最大, 最高, макс*, наибольш*, width, bound, hi, hi fd, limit, n"
    );

    public static readonly Words Timeout = new(
        "timeout*, timout*, timeot*, time out*, time-out*, tv, timeval, timespan, tv sec, tv usec, wait*, block*, tick, zeitlimit*, zeituberschreitung, auszeit, wartezeit, warte*, wartet",
        "frist, zeitgrenze, delai*, attente, attend*, expiration, espera*, plazo, tiempo limite, tempo limite, tempo de espera, attesa, scadenza, タイムアウト, 待ち時間, 待つ, 待機",
        "超时, 逾时, 等待, таймаут*, тайм-аут*, ожидани*, thời gian chờ, 타임아웃, 대기"
    );
}
