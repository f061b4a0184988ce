"""Why a terminal says nothing to whoever answers for the ledger: TLS did not show that it is the ledger."""

from kiosk.domain.text import Text
from kiosk.store.errors import Unproven

_GOES_ON = Text(
    "没有发出任何内容；取号照常，号码带本机序号", "nothing was sent; numbers go on in the own series"
)
_WORDS: dict[Unproven, tuple[Text, Text]] = {
    Unproven.CERTIFICATE: (
        Text("叫号库的证书核对不上或已过期", "Its certificate is not of our authority, or has expired"),
        Text(
            "核对本机时间和 hall.toml 的 sslrootcert；近期没有换过证书，可能有人冒充，请找技术人员",
            "Check this clock and sslrootcert in hall.toml; with no new certificate, somebody may pose as it",
        ),
    ),
    Unproven.NAME: (
        Text("叫号库的证书不是这个主机名的", "Its certificate is of another host name"),
        Text(
            "hall.toml 的 ledger 写证书里的主机名；IP 地址另写 hostaddr",
            "In hall.toml, ledger names the certificate's host; the IP address goes into hostaddr",
        ),
    ),
    Unproven.PLAIN: (
        Text("叫号库没有开加密", "The server speaks no TLS"),
        Text(
            "在叫号库的 postgresql.conf 写 ssl = on 和本单位的证书，再重新加载",
            "Set ssl = on and your certificate in its postgresql.conf, and reload it",
        ),
    ),
    Unproven.AUTHORITY: (
        Text("读不到核对叫号库用的根证书", "The authority's certificate cannot be read"),
        Text(
            "把本单位的根证书放到 hall.toml 的 sslrootcert 写的位置，让终端账号可读",
            "Put your authority's certificate where sslrootcert in hall.toml says, readable by the terminal",
        ),
    ),
}


def unproven(why: str) -> tuple[Text, Text]:
    """Finding and remedy. Raises ValueError for a word that Unproven does not know."""
    finding, remedy = _WORDS[Unproven(why)]
    return Text(f"{finding.zh}；{_GOES_ON.zh}", f"{finding.en}; {_GOES_ON.en}"), remedy
