"""What a packet on the loopback device asks of the network, in a line."""

from __future__ import annotations

import socket

IPV4, IPV6 = 4, 6
ICMP, TCP, UDP, ICMPV6 = 1, 6, 17, 58
DNS = 53
SYN, ACK = 0x02, 0x10
# Of ICMP only an echo is anybody's wish; the rest are the kernel's own answers.
ECHO = {ICMP: 8, ICMPV6: 128}


def told(packet: bytes) -> str | None:
    """The look-up, connection or other sending that an IP packet is; None for a mere answer.

    A connection is told by its first packet alone.
    """
    version = packet[0] >> 4
    if version == IPV4:
        protocol, target, body = packet[9], packet[16:20], packet[(packet[0] & 0x0F) * 4 :]
    elif version == IPV6:
        protocol, target, body = packet[6], packet[24:40], packet[40:]
    else:
        return f"packet of an unknown kind: {packet[:20].hex()}"
    address = socket.inet_ntop(socket.AF_INET if version == IPV4 else socket.AF_INET6, target)
    port = int.from_bytes(body[2:4], "big")
    if protocol == TCP:
        return f"connection to {address}, port {port}" if body[13] & (SYN | ACK) == SYN else None
    if protocol == UDP:
        return f"look-up of {_name(body[8:])}" if port == DNS else f"datagram to {address}, port {port}"
    if protocol in ECHO:
        return f"echo to {address}" if body[0] == ECHO[protocol] else None
    return f"packet to {address}, protocol {protocol}"


def _name(query: bytes) -> str:
    """The name that a DNS query asks for (RFC 1035, 4.1.2: labels behind a header of 12 bytes)."""
    labels, at = [], 12
    while length := query[at]:
        labels.append(query[at + 1 : at + 1 + length].decode("ascii", "replace"))
        at += 1 + length
    return ".".join(labels)
