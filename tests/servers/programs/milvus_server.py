"""Speaks Milvus' protocol as far as one collection of chunks, and prints the metadata of each call.

milvus_server.py [CERTIFICATE]

It restricts nothing and measures nothing: what is found, milvus-lite shows.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import grpc
from pymilvus.grpc_gen import common_pb2, milvus_pb2, milvus_pb2_grpc, schema_pb2

# CollectionNotFound and IndexNotFound (pkg/util/merr/errors.go of Milvus).
NO_COLLECTION = common_pb2.Status(code=100, error_code=4, reason="can't find collection")
NO_INDEX = common_pb2.Status(code=700, error_code=25, reason="index not found")


class Milvus(milvus_pb2_grpc.MilvusServiceServicer):
    def __init__(self):
        self.schema, self.indexes, self.vectors = None, (), {}

    def Connect(self, request, context):  # noqa: N802
        return milvus_pb2.ConnectResponse(identifier=1)

    def CreateCollection(self, request, context):  # noqa: N802
        self.schema = schema_pb2.CollectionSchema.FromString(request.schema)
        return common_pb2.Status()

    def DescribeCollection(self, request, context):  # noqa: N802
        if self.schema is None:
            return milvus_pb2.DescribeCollectionResponse(status=NO_COLLECTION)
        return milvus_pb2.DescribeCollectionResponse(schema=self.schema, collectionID=1)

    def DropCollection(self, request, context):  # noqa: N802
        self.__init__()
        return common_pb2.Status()

    def CreateIndex(self, request, context):  # noqa: N802
        made = milvus_pb2.IndexDescription(index_name=request.index_name, field_name=request.field_name, state=3)
        self.indexes = (made,)
        return common_pb2.Status()

    def DescribeIndex(self, request, context):  # noqa: N802
        if not self.indexes:
            return milvus_pb2.DescribeIndexResponse(status=NO_INDEX)
        return milvus_pb2.DescribeIndexResponse(index_descriptions=self.indexes)

    def LoadCollection(self, request, context):  # noqa: N802
        return common_pb2.Status()

    def GetLoadingProgress(self, request, context):  # noqa: N802
        return milvus_pb2.GetLoadingProgressResponse(progress=100)

    def Upsert(self, request, context):  # noqa: N802
        sent = {field.field_name: field for field in request.fields_data}
        ids, flat = sent["id"].scalars.string_data.data, sent["embedding"].vectors
        rows = zip(*[iter(flat.float_vector.data)] * flat.dim, strict=True)
        self.vectors = {**self.vectors, **dict(zip(ids, rows, strict=True))}
        return milvus_pb2.MutationResult(upsert_cnt=len(ids))

    def Delete(self, request, context):  # noqa: N802
        self.vectors = {id_: row for id_, row in self.vectors.items() if id_ not in request.expr}
        return milvus_pb2.MutationResult()

    def Query(self, request, context):  # noqa: N802
        count = schema_pb2.ScalarField(long_data=schema_pb2.LongArray(data=[len(self.vectors)]))
        field = schema_pb2.FieldData(type=schema_pb2.Int64, field_name="count(*)", scalars=count)
        return milvus_pb2.QueryResults(fields_data=[field], output_fields=["count(*)"])

    def Search(self, request, context):  # noqa: N802
        amount = len(self.vectors)
        rows = schema_pb2.FloatArray(data=[number for row in self.vectors.values() for number in row])
        vectors = schema_pb2.VectorField(dim=4, float_vector=rows)
        results = schema_pb2.SearchResultData(
            num_queries=1,
            top_k=amount,
            topks=[amount],
            ids=schema_pb2.IDs(str_id=schema_pb2.StringArray(data=list(self.vectors))),
            scores=[1.0] * amount,
            fields_data=[schema_pb2.FieldData(type=schema_pb2.FloatVector, field_name="embedding", vectors=vectors)],
            output_fields=["embedding"],
            primary_field_name="id",
        )
        return milvus_pb2.SearchResults(results=results)


class Told(grpc.ServerInterceptor):
    def intercept_service(self, continuation, details):
        method = details.method.rpartition("/")[2]
        print(json.dumps({"method": method, **dict(details.invocation_metadata)}), flush=True)
        return continuation(details)


server = grpc.server(ThreadPoolExecutor(4), interceptors=[Told()])
milvus_pb2_grpc.add_MilvusServiceServicer_to_server(Milvus(), server)
if len(sys.argv) > 1:
    pem = Path(sys.argv[1]).read_bytes()
    port = server.add_secure_port("localhost:0", grpc.ssl_server_credentials([(pem, pem)]))
else:
    port = server.add_insecure_port("localhost:0")
server.start()
print(port, flush=True)
server.wait_for_termination()
