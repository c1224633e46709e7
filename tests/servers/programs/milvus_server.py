"""Speaks Milvus' protocol as far as a server that has no collection, and prints the metadata of each call.

milvus_server.py [CERTIFICATE]
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import grpc
from pymilvus.grpc_gen import common_pb2, milvus_pb2, milvus_pb2_grpc


class Milvus(milvus_pb2_grpc.MilvusServiceServicer):
    def Connect(self, request, context):  # noqa: N802
        self._told("Connect", context)
        return milvus_pb2.ConnectResponse(identifier=1)

    def DescribeCollection(self, request, context):  # noqa: N802
        self._told("DescribeCollection", context)
        # 100 is CollectionNotFound (pkg/util/merr/errors.go of Milvus).
        status = common_pb2.Status(code=100, error_code=4, reason="can't find collection")
        return milvus_pb2.DescribeCollectionResponse(status=status)

    def _told(self, method, context):
        print(json.dumps({"method": method, **dict(context.invocation_metadata())}), flush=True)


server = grpc.server(ThreadPoolExecutor(4))
milvus_pb2_grpc.add_MilvusServiceServicer_to_server(Milvus(), server)
if len(sys.argv) > 1:
    pem = Path(sys.argv[1]).read_bytes()
    port = server.add_secure_port("localhost:0", grpc.ssl_server_credentials([(pem, pem)]))
else:
    port = server.add_insecure_port("localhost:0")
server.start()
print(port, flush=True)
server.wait_for_termination()
