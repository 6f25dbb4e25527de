"""A small OpenID Connect provider on 127.0.0.1: whoever comes is the person that it is told."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import time
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "screener-client", "screener-secret-of-a-test"


@dataclass
class Provider:
    """What the provider says of whoever signs in; `asked` are the requests for a code."""

    address: str
    email: str = ""
    verified: bool = True
    asked: list[dict[str, str]] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)


@contextmanager
def providing() -> Iterator[Provider]:
    """Run the provider; yields it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    provider = Provider(f"http://127.0.0.1:{server.server_port}")

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            match parts.path:
                case "/.well-known/openid-configuration":
                    self._json(_configuration(provider.address))
                case "/authorize":
                    provider.asked.append(query)
                    code = f"code-{len(provider.asked)}"
                    provider.codes[code] = query["code_challenge"]
                    back = urlencode({"code": code, "state": query["state"]})
                    self.send_response(302)
                    self.send_header("Location", f"{query['redirect_uri']}?{back}")
                    self.end_headers()
                case "/userinfo":
                    self._json(_person(provider))
                case "/keys":
                    public = jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
                    self._json({"keys": [{**public, "kid": "1", "use": "sig", "alg": "RS256"}]})
                case _:
                    self.send_error(404)

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            said = {
                name: one[0] for name, one in parse_qs(self.rfile.read(length).decode()).items()
            }
            ours = (said["client_id"], said["client_secret"]) == (CLIENT, SECRET)
            if not ours or not provider.codes.pop(said["code"], "") or not said["code_verifier"]:
                self.send_error(400)
                return
            now = int(time())
            claims = {"iss": provider.address, "aud": CLIENT, "iat": now, "exp": now + 60}
            token = jwt.encode(
                {**claims, **_person(provider)}, key, algorithm="RS256", headers={"kid": "1"}
            )
            self._json({"access_token": "a", "token_type": "Bearer", "id_token": token})

        def _json(self, content: object) -> None:
            body = json.dumps(content).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server.RequestHandlerClass = Answers
    running = threading.Thread(target=server.serve_forever, daemon=True)
    running.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        running.join()


def _configuration(address: str) -> dict[str, object]:
    return {
        "issuer": address,
        "authorization_endpoint": f"{address}/authorize",
        "token_endpoint": f"{address}/token",
        "userinfo_endpoint": f"{address}/userinfo",
        "jwks_uri": f"{address}/keys",
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
    }


def _person(provider: Provider) -> dict[str, object]:
    return {
        "sub": f"id of {provider.email}",
        "email": provider.email,
        "email_verified": provider.verified,
    }
